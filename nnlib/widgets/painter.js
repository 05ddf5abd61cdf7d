// Paints the axes of a scene (scene.py) on a canvas: frame, ticks, then each layer by the painter of its kind.

const FRAMED = { left: 56, right: 14, top: 12, bottom: 42 }, BARE = { left: 14, right: 14, top: 12, bottom: 12 };
const marginOf = (axes) => (axes.frame ? FRAMED : BARE);
const FONT = 12, SMALLEST = 8;  // pixels
const CROWD = 40;  // words

// An array as scene.py packs it, {shape, float32: bytes}, becomes rows of numbers (or numbers, if it has one dimension).
function unpack({ shape, float32 }) {
  const bytes = float32.buffer.slice(float32.byteOffset, float32.byteOffset + float32.byteLength);
  const numbers = new Float32Array(bytes);
  if (shape.length === 1) return numbers;
  return Array.from({ length: shape[0] }, (_, row) => numbers.subarray(row * shape[1], (row + 1) * shape[1]));
}

// The map between data and pixels. With axes.equal the limits widen until a unit is as long in both directions.
function coordinates(axes, width, height) {
  let [x0, x1] = axes.xlim, [y0, y1] = axes.ylim;
  const { left, right, top, bottom: below } = marginOf(axes);
  const inner = { left, top, width: width - left - right, height: height - top - below };
  if (axes.equal) {
    const unit = Math.min(inner.width / (x1 - x0), inner.height / (y1 - y0));
    const dx = (inner.width / unit - (x1 - x0)) / 2, dy = (inner.height / unit - (y1 - y0)) / 2;
    [x0, x1, y0, y1] = [x0 - dx, x1 + dx, y0 - dy, y1 + dy];
  }
  const sx = inner.width / (x1 - x0), sy = inner.height / (y1 - y0);
  const bottom = height - below;
  return {
    xlim: [x0, x1], ylim: [y0, y1], inner, bottom,
    x: (value) => left + (value - x0) * sx,
    y: (value) => bottom - (value - y0) * sy,
    data: (px, py) => [x0 + (px - left) / sx, y0 + (bottom - py) / sy],
  };
}

// Round numbers inside the limits, about as many as asked for.
function ticks([low, high], count) {
  const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough);
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(low / step - 1e-9), last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step;
    return [value, value.toFixed(places).replace("-", "−")];
  });
}

function paintFrame(pen, axes, map, theme) {
  const { inner, bottom } = map, right = inner.left + inner.width;
  const named = axes.ticks.length ? axes.ticks.map((name, i) => [i, name]) : ticks(map.xlim, inner.width / 60);
  pen.font = `${FONT}px ${theme.font}`;
  pen.fillStyle = theme.text;
  pen.strokeStyle = theme.grid;
  pen.lineWidth = 1;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  const apart = Math.abs(map.x(1) - map.x(0)) * (named.length > 1 ? named[1][0] - named[0][0] : Infinity);
  const rows = named.some(([, words]) => pen.measureText(words).width + 3 > apart) ? 2 : 1;  // in turn, if they are long
  named.forEach(([value, words], i) => pen.fillText(words, map.x(value), bottom + 6 + (rows === 2 ? (i % 2) * 12 - 3 : 0)));
  pen.fillText(axes.xlabel, inner.left + inner.width / 2, bottom + (rows === 2 ? 29 : 24));
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  pen.beginPath();
  for (const [value, words] of ticks(map.ylim, inner.height / 36)) {
    const y = Math.round(map.y(value)) + 0.5;
    pen.fillText(words, inner.left - 6, y);
    pen.moveTo(inner.left, y);
    pen.lineTo(right, y);
  }
  pen.stroke();
  pen.save();
  pen.translate(9, inner.top + inner.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.textAlign = "center";
  pen.fillText(axes.ylabel, 0, 0);
  pen.restore();
}

function trace(pen, points) {
  pen.beginPath();
  let down = false;
  for (const [x, y] of points) {
    if (Number.isNaN(x) || Number.isNaN(y)) down = false;
    else if (down) pen.lineTo(x, y);
    else { pen.moveTo(x, y); down = true; }
  }
}

function paintArrow(pen, [x0, y0], [x1, y1], color) {
  const length = Math.hypot(x1 - x0, y1 - y0), head = Math.min(11, length);
  if (length < 1) return;
  const ux = (x1 - x0) / length, uy = (y1 - y0) / length;
  pen.strokeStyle = pen.fillStyle = color;
  pen.lineWidth = 2.5;
  trace(pen, [[x0, y0], [x1 - ux * head * 0.8, y1 - uy * head * 0.8]]);
  pen.stroke();
  trace(pen, [[x1, y1], [x1 - ux * head - uy * head / 2, y1 - uy * head + ux * head / 2],
    [x1 - ux * head + uy * head / 2, y1 - uy * head - ux * head / 2]]);
  pen.fill();
}

function paintMarker(pen, marker, x, y, color, theme, scale = 1) {
  const s = scale;
  pen.beginPath();
  if (marker === "^") { pen.moveTo(x, y - 8 * s); pen.lineTo(x + 7.5 * s, y + 5.5 * s); pen.lineTo(x - 7.5 * s, y + 5.5 * s); pen.closePath(); }
  else pen.arc(x, y, (marker === "ring" ? 13 : 6.5) * s, 0, 2 * Math.PI);
  if (marker === "ring") {
    pen.strokeStyle = color;
    pen.lineWidth = 3;
  } else {
    pen.fillStyle = color;
    pen.fill();
    pen.strokeStyle = theme.page;
    pen.lineWidth = Math.min(1.2, 1.8 * scale);
  }
  pen.stroke();
}

const PAINTERS = {
  Points(pen, layer, map, theme) {
    for (const [x, y] of unpack(layer.xy)) {
      paintMarker(pen, layer.marker, map.x(x), map.y(y), theme.color(layer.role), theme, layer.scale);
    }
  },

  Curve(pen, layer, map, theme) {
    pen.strokeStyle = theme.color(layer.role);
    pen.lineWidth = layer.width;
    pen.setLineDash(layer.dashed ? [7, 5] : []);
    trace(pen, unpack(layer.xy).map(([x, y]) => [map.x(x), map.y(y)]));
    pen.stroke();
    pen.setLineDash([]);
  },

  Line(pen, layer, map, theme, values) {
    const line = lineOf(layer, values), ends = lineEnds(line, map);
    if (!ends) return;
    if (!layer.dashed) shadeSides(pen, line, map, theme);
    const [a, b] = ends.map(([x, y]) => [map.x(x), map.y(y)]);
    pen.strokeStyle = theme.color(layer.role);
    pen.lineWidth = layer.dashed ? 2 : 2.5;
    pen.setLineDash(layer.dashed ? [7, 5] : []);
    trace(pen, [a, b]);
    pen.stroke();
    pen.setLineDash([]);
    if (layer.dashed) return;
    const { foot, tip } = normalOf(line, map, layer.controls.length > 0);
    paintArrow(pen, [map.x(foot[0]), map.y(foot[1])], [map.x(tip[0]), map.y(tip[1])], theme.color(layer.role));
  },

  Arrows(pen, layer, map, theme) {
    const vectors = unpack(layer.vector);
    unpack(layer.start).forEach(([x, y], i) => {
      const [dx, dy] = vectors[i];
      paintArrow(pen, [map.x(x), map.y(y)], [map.x(x + dx), map.y(y + dy)], theme.color(layer.role));
    });
  },

  Bars(pen, layer, map, theme) {
    const heights = unpack(layer.height), half = 0.3;
    pen.fillStyle = theme.color(layer.role);
    unpack(layer.x).forEach((x, i) => {
      const left = map.x(x - half), y = map.y(heights[i]), zero = map.y(0);
      pen.fillRect(left, Math.min(y, zero), map.x(x + half) - left, Math.max(Math.abs(y - zero), 1));
    });
    pen.strokeStyle = theme.text;
    pen.lineWidth = 1.5;
    trace(pen, [[map.x(map.xlim[0]), map.y(0)], [map.x(map.xlim[1]), map.y(0)]]);
    pen.stroke();
  },

  Grid(pen, layer, map, theme) {
    const picture = heat(unpack(layer.values), [layer.low, layer.high], 160, theme);
    const left = map.x(layer.xlim[0]), top = map.y(layer.ylim[1]);
    pen.imageSmoothingEnabled = layer.smooth;
    pen.drawImage(picture, left, top, map.x(layer.xlim[1]) - left, map.y(layer.ylim[0]) - top);
  },

  Text(pen, layer, map, theme) {
    pen.fillStyle = theme.color(layer.role);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    const inside = placed(layer, map);
    pen.font = `${textSize(pen, layer.words, inside, theme)}px ${theme.font}`;
    layer.words.forEach((words, i) => pen.fillText(words, ...inside(i, pen.measureText(words).width / 2)));
  },
};

// Where the middle of a layer's words goes, given half their width: at their point, but whole.
function placed(layer, map) {
  const points = unpack(layer.xy), low = map.inner.left, high = low + map.inner.width;
  return (i, half) => [Math.max(low + half, Math.min(map.x(points[i][0]), high - half)), map.y(points[i][1])];
}

// The largest size at which none of some words touch each other; many may, they are a crowd.
function textSize(pen, words, inside, theme) {
  const touch = (size) => {
    pen.font = `${size}px ${theme.font}`;
    const halves = words.map((each) => pen.measureText(each).width / 2 + 1), places = halves.map((half, i) => inside(i, half));
    return places.some(([x, y], i) => places.some(([u, v], j) =>
      j < i && Math.abs(y - v) < size && Math.abs(x - u) < halves[i] + halves[j]));
  };
  let size = FONT;
  while (words.length <= CROWD && size > SMALLEST && touch(size)) size -= 1;
  return size;
}

// Numbers in [0, 1], row 0 lowest, as a picture: clear at ½, and as opaque as `most` (of 255) at 0 and 1.
function heat(rows, roles, most, theme) {
  const columns = rows[0].length, canvas = new OffscreenCanvas(columns, rows.length), brush = canvas.getContext("2d");
  const image = brush.createImageData(columns, rows.length), { data } = image;
  const sides = roles.map((role) => channels(theme.color(role)));
  let at = 0;
  for (let i = rows.length - 1; i >= 0; i--) {
    for (const value of rows[i]) {
      const side = sides[value < 0.5 ? 0 : 1];
      data[at++] = side[0];
      data[at++] = side[1];
      data[at++] = side[2];
      data[at++] = most * Math.abs(2 * value - 1);
    }
  }
  brush.putImageData(image, 0, 0);
  return canvas;
}

const channels = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

// The pen of an empty canvas that has the screen's own resolution and measures in pixels of the page.
function prepared(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas, ratio = window.devicePixelRatio || 1;
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns || canvas.height !== rows) [canvas.width, canvas.height] = [columns, rows];
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

// Paint axes on a canvas; return the map from data to pixels.
function paint(canvas, axes, theme, values) {
  const pen = prepared(canvas), map = coordinates(axes, canvas.clientWidth, canvas.clientHeight);
  if (axes.frame) paintFrame(pen, axes, map, theme);
  pen.save();
  pen.beginPath();
  pen.rect(map.inner.left, map.inner.top, map.inner.width, map.inner.height);
  pen.clip();
  for (const layer of axes.layers) PAINTERS[layer.kind](pen, layer, map, theme, values);
  pen.restore();
  return map;
}

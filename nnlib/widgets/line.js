// The geometry of a line w·x = θ on a picture: its ends, its sides, its normal, and what dragging it does to w and θ.

const NORMAL = 0.35; // length of the normal in the picture, in units of the axes, for |w| = 1

// w and θ of a Line layer: from the sliders that it names, else from the layer itself.
function lineOf(layer, values) {
  if (layer.controls.length) {
    const [w1, w2, theta] = layer.controls.map((name) => values[name]);
    return { w: [w1, w2], theta };
  }
  return { w: [...unpack(layer.w)], theta: layer.theta };
}

const dot = ([a, b], [c, d]) => a * c + b * d;

// The point of the line nearest to the middle of the picture.
function footOf({ w, theta }, map) {
  const middle = [(map.xlim[0] + map.xlim[1]) / 2, (map.ylim[0] + map.ylim[1]) / 2];
  const shift = (theta - dot(w, middle)) / dot(w, w);
  return [middle[0] + shift * w[0], middle[1] + shift * w[1]];
}

// Two points of the line, both outside of the picture; null if both weights are 0.
function lineEnds(line, map) {
  const length = Math.hypot(...line.w);
  if (length === 0) return null;
  const reach = map.xlim[1] - map.xlim[0] + map.ylim[1] - map.ylim[0], foot = footOf(line, map);
  const along = [(-line.w[1] / length) * reach, (line.w[0] / length) * reach];
  return [[foot[0] - along[0], foot[1] - along[1]], [foot[0] + along[0], foot[1] + along[1]]];
}

// The arrow of the normal. Where it can be dragged its length says how large w is; elsewhere it is a sixth of the picture.
function normalOf(line, map, draggable) {
  const foot = footOf(line, map), size = map.ylim[1] - map.ylim[0];
  const scale = draggable ? NORMAL : size / 6 / Math.hypot(...line.w);
  return { foot, tip: [foot[0] + scale * line.w[0], foot[1] + scale * line.w[1]] };
}

function shadeSides(pen, line, map, theme) {
  const [a, b] = lineEnds(line, map), length = Math.hypot(...line.w);
  const reach = map.xlim[1] - map.xlim[0] + map.ylim[1] - map.ylim[0];
  pen.globalAlpha = theme.shade;
  for (const [side, role] of [[1, "class 1"], [-1, "class 0"]]) {
    const out = line.w.map((value) => (side * value * reach) / length);
    pen.fillStyle = theme.color(role);
    trace(pen, [a, b, [b[0] + out[0], b[1] + out[1]], [a[0] + out[0], a[1] + out[1]]].map(([x, y]) => [map.x(x), map.y(y)]));
    pen.fill();
  }
  pen.globalAlpha = 1;
}

// What can be dragged on a picture with this line: the line itself (it moves) and the tip of the normal (it turns).
// Each part knows where it is, and which line follows from moving it by a vector from where it was grabbed.
const PARTS = {
  line: {
    words: "Move the line with the arrow keys",
    place: (line, map) => footOf(line, map),
    move: (grabbed, by) => ({ w: grabbed.w, theta: grabbed.theta + dot(grabbed.w, by) }),
  },
  normal: {
    words: "Turn the line with the arrow keys",
    place: (line, map) => normalOf(line, map, true).tip,
    move: (grabbed, by, map) => {
      const foot = footOf(grabbed, map), w = grabbed.w.map((value, i) => value + by[i] / NORMAL);
      return { w, theta: dot(w, foot) };
    },
  },
};

const distanceToLine = ({ w, theta }, point) => Math.abs(dot(w, point) - theta) / Math.hypot(...w);

// The diagram of the network: a picture in each unit, a line for each weight, and the field that sets one by hand.

const UNIT = { rows: 20, gap: 50, room: 8 };
const named = { input: (i) => `x${"₁₂"[i]}`, unit: (layer, i) => (layer ? `layer ${layer}, unit ${i + 1}` : named.input(i)) };

// All parameters of a network of these sizes, in the order of `weights`: W row by row, then b, layer after layer.
function parametersOf(sizes) {
  const found = [];
  for (let layer = 1; layer < sizes.length; layer++) {
    const [inputs, units] = [sizes[layer - 1], sizes[layer]];
    for (let unit = 0; unit < units; unit++) {
      for (let source = 0; source < inputs; source++) {
        const from = layer === 1 ? named.input(source) : `unit ${source + 1}`;
        found.push({ name: `w${layer}.${unit + 1}.${source + 1}`, layer, unit, source, words: `layer ${layer}, unit ${unit + 1} ← ${from}` });
      }
    }
    for (let unit = 0; unit < units; unit++) {
      found.push({ name: `b${layer}.${unit + 1}`, layer, unit, source: -1, words: `layer ${layer}, unit ${unit + 1}: bias` });
    }
  }
  return found;
}

// Where the units are: the side of their squares and the middle of each, by layer.
function placesOf(sizes, width, height) {
  const left = 40, right = 30, apart = (width - left - right) / (sizes.length - 1);
  const gap = Math.min(UNIT.gap, (height - 4) / Math.max(...sizes)), side = gap - UNIT.room;
  const x = (layer) => left + layer * apart;
  return { side, x, at: (layer, i) => [x(layer), height / 2 + (i - (sizes[layer] - 1) / 2) * gap] };
}

function distanceToSegment([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
}

const decimals = (value) => (Math.abs(value) < 0.01 && value !== 0 ? value.toExponential(1) : value.toFixed(2)).replace("-", "−");

// `peek(unit)` is called with the number of the unit that the mouse is on, or -1; `edit(name, value)` sets a weight, and
// until the kernel has answered, which `editing()` tells, the slider stays where it was put.
function diagram({ repaint, edit, editing, peek }) {
  const canvas = element("canvas", { role: "img" }), tip = element("div", { class: "nnlib-tip", hidden: true, "aria-hidden": "true" });
  const stage = element("div", { class: "nnlib-stage" }, canvas, tip);
  const menu = element("select", { "aria-label": "weight or bias to set", onchange: () => choose(Number(menu.value)) });
  const slider = element("input", { type: "range", min: -6, max: 6, step: 0.05, "aria-label": "its value", oninput: () => change(slider.value) });
  const number = element("input", { type: "number", min: -100, max: 100, step: 0.1, "aria-label": "its value, typed", oninput: () => change(number.value) });
  const slope = element("output", { class: "nnlib-slope" });
  const editor = element("div", { class: "nnlib-editor", onfocusin: () => look(), onfocusout: () => look() },
    element("span", {}, "Set"), menu, slider, number, slope);
  const made = element("div", {}, stage, editor);
  let layer = null, sizes = "", parameters = [], starts = [], places = null, chosen = 0, over = null;

  const change = (value) => { if (value !== "" && Number.isFinite(Number(value))) edit(parameters[chosen].name, Number(value)); };
  const choose = (index) => {
    chosen = index;
    menu.value = index;
    look();
    repaint();
  };
  // The plane shows the unit under the mouse, else, while the keyboard is in the editor, the one whose bias is chosen.
  const look = () => {
    const { source, layer: of, unit } = parameters[chosen] ?? {};
    const kept = editor.contains(document.activeElement) && source === -1 ? starts[of] + unit : -1;
    peek(over?.unit ?? kept);
  };

  function find(event) {
    const box = canvas.getBoundingClientRect(), point = [event.clientX - box.left, event.clientY - box.top];
    for (let of = 0; of < layer.sizes.length; of++) {
      for (let i = 0; i < layer.sizes[of]; i++) {
        const [x, y] = places.at(of, i);
        if (Math.max(Math.abs(point[0] - x), Math.abs(point[1] - y)) > places.side / 2) continue;
        return { unit: starts[of] + i, parameter: parameters.findIndex((p) => p.layer === of && p.unit === i && p.source === -1), words: named.unit(of, i) };
      }
    }
    let nearest = null, distance = 7;
    parameters.forEach((p, index) => {
      if (p.source < 0) return;
      const away = distanceToSegment(point, places.at(p.layer - 1, p.source), places.at(p.layer, p.unit));
      if (away < distance) [nearest, distance] = [index, away];
    });
    if (nearest === null) return null;
    return { parameter: nearest, words: parameters[nearest].words };
  }
  canvas.addEventListener("pointermove", (event) => {
    over = layer && find(event);
    canvas.style.cursor = over && over.parameter >= 0 ? "pointer" : "";
    tip.hidden = !over;
    if (over) {
      const box = canvas.getBoundingClientRect(), value = over.parameter >= 0 ? unpack(layer.weights)[over.parameter] : null;
      tip.textContent = over.words + (value === null ? "" : `${over.unit === undefined ? "" : ", bias"} ${decimals(value)}`);
      tip.style.left = `${Math.min(event.clientX - box.left + 12, box.width - 150)}px`;
      tip.style.top = `${event.clientY - box.top + 14}px`;
    }
    look();
  });
  canvas.addEventListener("pointerleave", () => { over = null; tip.hidden = true; look(); });
  canvas.addEventListener("click", () => {
    if (!over || over.parameter < 0) return;
    choose(over.parameter);
    number.focus();
    number.select();
  });
  const watcher = new ResizeObserver(repaint);
  watcher.observe(canvas);

  function adopt() {
    const names = layer.sizes.join("-");
    if (names === sizes) return;
    sizes = names;
    starts = layer.sizes.map((_, i) => layer.sizes.slice(0, i).reduce((sum, n) => sum + n, 0));
    parameters = parametersOf(layer.sizes);
    chosen = 0;
    menu.replaceChildren(...parameters.map(({ words }, index) => element("option", { value: index }, words)));
  }

  function show(axes, theme) {
    [layer] = axes.layers;
    adopt();
    if (canvas.getAttribute("aria-label") !== axes.alt) canvas.setAttribute("aria-label", axes.alt);
    const { clientWidth: width, clientHeight: height } = canvas, pen = prepared(canvas);
    places = placesOf(layer.sizes, width, height);
    paintLines(pen, layer, parameters, places, chosen, theme);
    paintUnits(pen, layer, starts, places, theme);
    const value = unpack(layer.weights)[chosen];
    if (document.activeElement !== number) number.value = Number(value.toPrecision(3));
    if (!editing() && !slider.matches(":active")) slider.value = value;
    slope.textContent = layer.shows === "gradients" ? `gradient ${decimals(unpack(layer.lines)[chosen])}` : "";
  }
  return { made, show, columns: () => places, close: () => watcher.disconnect() };
}

function paintLines(pen, layer, parameters, places, chosen, theme) {
  const values = unpack(layer.lines), gradients = layer.shows === "gradients";
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
  parameters.forEach((p, index) => {
    if (p.source < 0) return;
    const value = values[index], size = gradients ? Math.abs(value) / largest : Math.min(1, Math.abs(value) / 4);
    const [from, to] = [places.at(p.layer - 1, p.source), places.at(p.layer, p.unit)];
    trace(pen, [from, to]);
    if (index === chosen) {
      pen.setLineDash([]);
      pen.globalAlpha = 0.25;
      pen.strokeStyle = theme.text;
      pen.lineWidth = 7 * size + 7;
      pen.stroke();
    }
    pen.globalAlpha = Math.min(1, 0.3 + 1.2 * size);
    pen.strokeStyle = theme.color(value > 0 ? "class 1" : "class 0");
    pen.lineWidth = 0.7 + 7 * size;
    pen.setLineDash(value > 0 ? [] : [7, 4]);
    pen.stroke();
  });
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

function paintUnits(pen, layer, starts, places, theme) {
  const pixels = unpack(layer.units), { side } = places, half = side / 2;
  pen.font = `13px ${theme.font}`;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  layer.sizes.forEach((n, of) => {
    for (let i = 0; i < n; i++) {
      const [x, y] = places.at(of, i), all = pixels[starts[of] + i];
      const rows = Array.from({ length: UNIT.rows }, (_, row) => all.subarray(row * UNIT.rows, (row + 1) * UNIT.rows));
      pen.fillStyle = theme.page;
      pen.fillRect(x - half, y - half, side, side);
      pen.drawImage(heat(rows, ["class 0", "class 1"], 200, theme), x - half, y - half, side, side);
      pen.strokeStyle = theme.text;
      pen.lineWidth = 1.2;
      pen.strokeRect(x - half, y - half, side, side);
      pen.fillStyle = theme.text;
      if (of === 0) pen.fillText(named.input(i), x - half - 5, y);
    }
  });
}

// The playground's window: what to train with on the left, the network in the middle, what comes out on the right.

const LAYERS = { most: 4, units: 8 };
const hiddenOf = (layers) => (layers === "0" ? [] : layers.split(",").map(Number));

CONTROLS.layers = (control, set) => {
  const count = element("output", { class: "nnlib-value" });
  let now = [];
  const put = (hidden) => set(hidden.join(",") || "0");
  const fewer = element("button", { type: "button", "aria-label": "remove the last hidden layer", onclick: () => put(now.slice(0, -1)) }, "−");
  const more = element("button", { type: "button", "aria-label": "add a hidden layer", onclick: () => put([...now, 2]) }, "+");
  const made = element("div", { class: "nnlib-count", role: "group", "aria-label": control.label }, fewer, count, more);
  const show = (value) => {
    now = hiddenOf(value);
    count.textContent = `${now.length} hidden layer${now.length === 1 ? "" : "s"}`;
    fewer.disabled = now.length === 0;
    more.disabled = now.length === LAYERS.most;
  };
  return { made, show };
};

// Above each layer of the diagram: how many units it has, and the buttons that change it.
function columns(values, set) {
  const made = element("div", { class: "nnlib-columns" });
  let shown = "";
  const put = (hidden) => set({ layers: hidden.join(",") });
  const column = (hidden, i) => {
    const by = (change) => put(hidden.map((n, k) => (k === i ? n + change : n)));
    const fewer = element("button", { type: "button", "aria-label": `remove a unit from layer ${i + 1}`, onclick: () => by(-1) }, "−");
    const more = element("button", { type: "button", "aria-label": `add a unit to layer ${i + 1}`, onclick: () => by(1) }, "+");
    [fewer.disabled, more.disabled] = [hidden[i] === 1, hidden[i] === LAYERS.units];
    return element("div", { class: "nnlib-count" }, fewer, element("span", { "aria-label": `${hidden[i]} units in layer ${i + 1}`, role: "img" }, String(hidden[i])), more);
  };
  // New buttons come for new layers only: one that was pressed keeps the focus by its label.
  const show = (places) => {
    const hidden = hiddenOf(values.layers);
    if (values.layers !== shown) {
      const focused = made.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
      made.replaceChildren(...hidden.map((_, i) => column(hidden, i)));
      if (focused) made.querySelector(`[aria-label="${focused}"]`)?.focus();
      shown = values.layers;
    }
    [...made.children].forEach((child, i) => { child.style.left = `${places.x(i + 1)}px`; });
  };
  return { made, show };
}

function arrangePlayground({ values, controls, buttons, lamp, numbers, set, send, frame, repaint }) {
  let peeked = -1, sending = false, next = null;
  const edit = (name, value) => {  // the newest value goes out when the kernel has answered for the last one
    if (sending) { next = [name, value]; return; }
    sending = true;
    send({ edit: name, value });
  };
  const peek = (unit) => { if (unit !== peeked) { peeked = unit; repaint(); } };
  const net = diagram({ repaint, edit, editing: () => sending, peek }), above = columns(values, set);
  const [plane, losses] = [0, 1].map(() => picture(values, set, repaint));
  const part = (name, ...names) => element("div", { class: `nnlib-part nnlib-${name}` }, ...names.map((one) => controls[one].made));

  const peeking = (axes, { units, sizes }) => {
    if (peeked < 0 || peeked >= units.shape[0]) return axes;
    let layer = 0, unit = peeked;
    while (unit >= sizes[layer]) unit -= sizes[layer++];
    const size = UNIT.rows ** 2 * 4, bytes = units.float32;
    const rows = { shape: [UNIT.rows, UNIT.rows], float32: new DataView(bytes.buffer, bytes.byteOffset + peeked * size, size) };
    const layers = axes.layers.map((one) => (one.kind === "Grid" ? { ...one, values: rows } : one));
    return { ...axes, layers, title: `what ${layer === sizes.length - 1 ? "the output" : named.unit(layer, unit)} computes` };
  };

  return {
    elements: [
      element("div", { class: "nnlib-bar" }, buttons, lamp, numbers),
      part("training", "rate", "optimizer", "batch", "l2", "speed"),
      element("div", { class: "nnlib-bench" },
        part("data", "data", "noise", "data_seed", "activation", "initializer", "seed"),
        element("div", { class: "nnlib-net" },
          element("div", { class: "nnlib-head" }, controls.layers.made, controls.show.made), above.made, net.made),
        element("div", { class: "nnlib-out" }, plane.made, losses.made)),
    ],
    show: (now, theme, everything) => {
      if (!everything) return;  // nothing here follows a slider before the kernel has answered
      const [network, map, curves] = now.axes;
      net.show(network, theme);
      above.show(net.columns());
      plane.show(peeking(map, network.layers[0]), theme);
      losses.show(curves, theme);
    },
    read: () => {
      sending = false;
      if (next) {
        const newest = next;
        next = null;
        edit(...newest);
      }
    },
    close: () => [net, plane, losses].forEach(({ close }) => close()),
  };
}

export default { render: (given) => shell(given, arrangePlayground) };

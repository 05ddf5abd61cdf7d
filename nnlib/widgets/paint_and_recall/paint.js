// The window of paint and recall: the picture large on the left, energy and overlaps on the right, the memories below.

CONTROLS.canvas = CONTROLS.shelf = () => ({ show: () => {} }); // the easel and the shelf show them

function arrangePaint({ spec, values, controls, buttons, lamp, numbers, set, send, frame, repaint }) {
  const begin = () => { if (frame().playing) send({ command: "stop" }); };
  const board = easel(values, { set, repaint, begin });
  const memories = shelf(spec.controls.find(({ kind }) => kind === "shelf"), values, {
    set, drawn: () => board.word(), recall: (word) => { begin(); set({ canvas: word }); },
  });
  const [energy, overlaps] = [0, 1].map(() => picture(values, set, repaint));
  return {
    elements: [
      element("div", { class: "nnlib-bar" }, buttons, lamp, numbers),
      element("div", { class: "nnlib-controls" }, ...["damage", "dynamics", "speed", "seed"].map((name) => controls[name].made)),
      element("div", { class: "nnlib-studio" },
        element("div", { class: "nnlib-board" }, board.made, memories.made),
        element("div", { class: "nnlib-side" }, energy.made, overlaps.made)),
    ],
    show: (now, theme) => {
      board.show(now.axes[0], theme);
      energy.show(now.axes[1], theme);
      overlaps.show(now.axes[2], theme);
      memories.show();
    },
    read: () => board.answered(),
    close: () => [board, energy, overlaps].forEach(({ close }) => close()),
  };
}

export default { render: (given) => shell(given, arrangePaint) };

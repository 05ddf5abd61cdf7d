// The window of most widgets: controls, one or two pictures beside each other, buttons, lamp and numbers.

function arrangePanel({ spec, values, controls, buttons, lamp, numbers, set, frame, repaint }) {
  const pictures = frame().axes.map(() => picture(values, set, repaint));
  frame().axes.forEach(({ picks }, i) => {
    if (picks.length) pickable(pictures[i].made, () => frame().axes[i], (place) => set(Object.fromEntries(picks.map((name, k) => [name, place[k]]))));
  });
  return {
    elements: [
      element("div", { class: "nnlib-controls" }, ...spec.controls.map(({ name }) => controls[name].made)),
      element("div", { class: "nnlib-pictures" }, ...pictures.map(({ made }) => made)),
      element("div", { class: "nnlib-row" }, buttons, lamp, numbers),
    ],
    show: (now, theme, everything) =>
      now.axes.forEach((axes, i) => { if (everything || pictures[i].follows()) pictures[i].show(axes, theme); }),
    read: () => {},
    close: () => pictures.forEach(({ close }) => close()),
  };
}

export default { render: (given) => shell(given, arrangePanel) };

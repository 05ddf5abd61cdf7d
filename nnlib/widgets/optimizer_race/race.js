// The race's window: the surface large on the left, heights on the right, below it what to show.

CONTROLS.ticks = (control, set) => {
  const boxes = control.options.map((value) => element("input", { type: "checkbox", value, onchange: () => set(ticked().join(",") || "none") }));
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const parts = boxes.map((box) => element("label", {}, box, element("span", {}, box.value.replaceAll("_", " "))));
  const made = element("div", { class: "nnlib-ticks", role: "group", "aria-label": control.label }, element("span", {}, control.label), ...parts);
  const show = (value) => boxes.forEach((box) => { box.checked = value.split(",").includes(box.value); });
  return { made, show };
};

// A start on a surface, as the kernel reads it.
const startAt = (surface, place) => `${surface}@${place.map((x) => Number(x).toFixed(2)).join(",")}`;

// The start in numbers, for who does not click.
CONTROLS.spot = (control, set) => {
  const surface = () => made.closest(".nnlib-panel").querySelector('select[aria-label="surface"]').value;
  const put = () => { if (places.every(({ value }) => value !== "")) set(startAt(surface(), places.map(({ value }) => value))); };
  const places = ["w₁", "w₂"].map((name) => element("input", { type: "number", step: 0.1, min: -99, max: 99, placeholder: name, "aria-label": `start, ${name}`, onchange: put }));
  const own = element("button", { type: "button", onclick: () => set("own") }, "Own start");
  const show = (value) => {
    const numbers = value === "own" ? ["", ""] : value.split("@")[1].split(",");
    places.forEach((place, i) => { if (place !== document.activeElement || value === "own") place.value = numbers[i]; });
    own.disabled = value === "own";
  };
  const made = element("div", { class: "nnlib-spot" }, element("span", {}, control.label), ...places, own);
  return { made, show };
};

function arrangeRace({ values, controls, buttons, lamp, numbers, set, frame, repaint }) {
  const [map, heights] = [0, 1].map(() => picture(values, set, repaint));
  const part = (name, ...names) => element("div", { class: `nnlib-part nnlib-${name}` }, ...names.map((one) => controls[one].made));
  pickable(map.made, () => frame().axes[0], (place) => set({ start: startAt(values.surface, place) }));
  return {
    elements: [
      element("div", { class: "nnlib-bar" }, buttons, lamp, numbers),
      part("running", "surface", "rate", "beta", "speed"),
      element("div", { class: "nnlib-track" },
        element("div", { class: "nnlib-ground" }, map.made),
        element("div", { class: "nnlib-side" }, heights.made, part("seen", "runners", "show", "adam", "start"))),
    ],
    show: (now, theme) => {
      map.show(now.axes[0], theme);
      heights.show(now.axes[1], theme);
    },
    read: () => {},
    close: () => [map, heights].forEach(({ close }) => close()),
  };
}

export default { render: (given) => shell(given, arrangeRace) };

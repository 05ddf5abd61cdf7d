// What people handle: sliders, choices, menus, the seed, and the question that comes before them all.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// A value as people read it: two digits that count on a scale of rates, no decimals where steps are whole.
const shown = (number, { log, step }) => (log ? String(Number(number.toPrecision(2))) : number.toFixed(step >= 1 ? 0 : 2).replace("-", "−"));

// Each control is an element and a function `show(value)`; it calls `set(value)` when someone moves it.
const CONTROLS = {
  slider(control, set) {
    const { low, high, step, log, label } = control;
    const value = element("output", { class: "nnlib-value" });
    const decade = 1 / Math.round(1 / Math.log10(1 + step)); // in whole steps, so that powers of ten can be reached
    const bounds = log ? { min: Math.log10(low), max: Math.log10(high), step: decade } : { min: low, max: high, step };
    const number = () => (log ? Number((10 ** input.value).toPrecision(2)) : Number(input.value));
    const input = element("input", { type: "range", ...bounds, "aria-label": label, oninput: () => set(number()) });
    const show = (now) => {
      input.value = log ? Math.log10(now) : now;
      value.textContent = shown(now, control);
      input.setAttribute("aria-valuetext", shown(now, control));
    };
    return { show, made: element("label", { class: "nnlib-slider" }, element("span", {}, label), input, value) };
  },

  choice(control, set) {
    const group = `nnlib-${crypto.randomUUID()}`;
    const inputs = control.options.map((value) => element("input", { type: "radio", name: group, value, onchange: () => set(value) }));
    const parts = inputs.map((input) => element("label", {}, input, element("span", {}, input.value)));
    const made = element("div", { class: "nnlib-choice", role: "radiogroup", "aria-label": control.label }, ...parts);
    return { made, show: (now) => inputs.forEach((input) => { input.checked = input.value === now; }) };
  },

  menu(control, set) {
    const options = control.options.map((value) => element("option", { value }, value.replaceAll("_", " ")));
    const select = element("select", { "aria-label": control.label, onchange: () => set(select.value) }, ...options);
    const made = element("label", { class: "nnlib-menu" }, element("span", {}, control.label), select);
    return { made, show: (now) => { select.value = now; } };
  },

  seed(control, set) {
    const change = () => set(Math.min(9999, Math.max(0, Math.round(Number(input.value) || 0))));
    const input = element("input", { type: "number", min: 0, max: 9999, "aria-label": control.label, onchange: change });
    const made = element("label", { class: "nnlib-seed" }, element("span", {}, control.label), input);
    return { made, show: (now) => { input.value = now; } };
  },
};

// A question to commit to before anything moves. Arrows only go from option to option; Enter, Space or a click chooses.
function prediction(asked, choose) {
  const options = asked.options.map((words, i) => element("button", { type: "button", role: "radio", onclick: () => locked() && choose(i) }, words));
  const group = element("div", { class: "nnlib-options", role: "radiogroup", "aria-label": asked.question, onkeydown: (event) => {
    const way = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    options.at((options.indexOf(document.activeElement) + way) % options.length).focus();
  } }, ...options);
  const answer = element("p", { role: "status" });
  const made = element("div", { class: "nnlib-prediction" }, element("p", { "aria-hidden": "true" }, `Predict first: ${asked.question}`), group, answer);
  const locked = () => !answer.textContent;
  const show = ({ chosen = -1, right, because }) => {
    options.forEach((option, i) => {
      option.setAttribute("aria-checked", i === chosen);
      option.setAttribute("aria-disabled", chosen >= 0);
      option.dataset.mark = chosen < 0 ? "" : i === right ? "right" : i === chosen ? "wrong" : "";
    });
    const words = chosen < 0 ? "" : `${chosen === right ? "Right." : `Not quite; right is: ${asked.options[right]}.`} ${because}`;
    if (answer.textContent !== words) answer.textContent = words;
  };
  return { made, show, locked };
}

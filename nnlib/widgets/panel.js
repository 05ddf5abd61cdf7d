// The window of every widget: question, controls, buttons, two pictures, lamp, hint, the line that describes the state.
// It keeps no state but the controls' values; the rest is in the frame that the kernel sent last.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const shown = (number, log) => (log ? String(Number(number.toPrecision(2))) : number.toFixed(2).replace("-", "−"));

// Each control is an element and a function `show(value)`; it calls `set(value)` when someone moves it.
const CONTROLS = {
  slider(control, set) {
    const { low, high, step, log, label } = control;
    const value = element("output", { class: "nnlib-value" });
    const bounds = log ? { min: Math.log10(low), max: Math.log10(high), step: 0.01 } : { min: low, max: high, step };
    const number = () => (log ? Number((10 ** input.value).toPrecision(2)) : Number(input.value));
    const input = element("input", { type: "range", ...bounds, "aria-label": label, oninput: () => set(number()) });
    const show = (now) => {
      input.value = log ? Math.log10(now) : now;
      value.textContent = shown(now, log);
      input.setAttribute("aria-valuetext", shown(now, log));
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

// A picture: the canvas, and on it a focusable handle for each part of a line that can be dragged.
function picture(values, set, repaint) {
  const canvas = element("canvas", { role: "img" });
  const title = element("figcaption"), legend = element("div", { class: "nnlib-legend", "aria-hidden": "true" });
  const stage = element("div", { class: "nnlib-stage" }, canvas);
  const made = element("figure", {}, title, stage, legend);
  const handles = Object.entries(PARTS).map(([name, part]) => [part, element("button", { type: "button", class: `nnlib-handle nnlib-${name}`, "aria-label": part.words, title: part.words })]);
  let map = null, layer = null, drag = null;

  const moved = (part, grabbed, by) => {
    const { w, theta } = part.move(grabbed, by, map);
    set(Object.fromEntries(layer.controls.map((name, i) => [name, [...w, theta][i]])));
  };
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    return map.data(event.clientX - box.left, event.clientY - box.top);
  };
  const grab = (event, part) => {
    drag = { part, from: point(event), line: lineOf(layer, values) };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  const follow = (event) => {
    if (!drag) return;
    const [x, y] = point(event);
    moved(drag.part, drag.line, [x - drag.from[0], y - drag.from[1]]);
  };
  const near = (event) => {
    if (!layer || !Math.hypot(...lineOf(layer, values).w) || canvas.closest(":disabled")) return false;
    return distanceToLine(lineOf(layer, values), point(event)) * (map.x(1) - map.x(0)) < 12;
  };
  for (const [part, handle] of handles) {
    handle.addEventListener("pointerdown", (event) => { grab(event, part); handle.focus(); });
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("pointerup", () => { drag = null; });
    handle.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!way) return;
      event.preventDefault();
      moved(part, lineOf(layer, values), way.map((sign) => (sign * (map.ylim[1] - map.ylim[0])) / 100));
    });
  }
  canvas.addEventListener("pointerdown", (event) => near(event) && grab(event, PARTS.line));
  canvas.addEventListener("pointermove", (event) => {
    follow(event);
    canvas.style.cursor = drag ? "grabbing" : near(event) ? "grab" : "";
  });
  canvas.addEventListener("pointerup", () => { drag = null; });
  const sizes = new ResizeObserver(repaint);
  sizes.observe(canvas);

  const show = (axes, theme) => {
    map = paint(canvas, axes, theme, values);
    if (canvas.getAttribute("aria-label") !== axes.alt) canvas.setAttribute("aria-label", axes.alt);
    layer = axes.layers.find((one) => one.kind === "Line" && one.controls.length);
    const caption = axes.title + (layer ? ": drag the line, or turn its arrow" : "");
    if (title.textContent !== caption) title.textContent = caption;
    const words = axes.layers.map((one) => `${one.role}|${one.marker ?? ""}|${one.label}`).join() + theme.name;
    if (legend.dataset.words !== words) {
      legend.replaceChildren(...axes.layers.filter((one) => one.label).map((one) => sample(one, theme)));
      legend.dataset.words = words;
    }
    const line = layer && lineOf(layer, values), lies = line && Math.hypot(...line.w) > 0;
    for (const [part, handle] of handles) {
      if (layer && !handle.isConnected) stage.append(handle);
      handle.hidden = !lies;
      if (!lies) continue;
      const [x, y] = part.place(line, map), inside = (value, low, size) => Math.min(Math.max(value, low), low + size);
      handle.style.left = `${inside(map.x(x), MARGIN.left, map.inner.width)}px`;
      handle.style.top = `${inside(map.y(y), MARGIN.top, map.inner.height)}px`;
    }
  };
  // Whether it has a line that follows the sliders before the kernel answers.
  const follows = () => Boolean(layer);
  return { made, show, follows, close: () => sizes.disconnect() };
}

// An entry of the legend: the layer's mark, small, and its words.
function sample(layer, theme) {
  const canvas = element("canvas"), ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [24 * ratio, 16 * ratio];
  const pen = canvas.getContext("2d"), color = theme.color(layer.role);
  pen.scale(ratio, ratio);
  if (layer.kind === "Points" && layer.marker === "ring") {
    pen.scale(0.55, 0.55);
    paintMarker(pen, "ring", 22, 14.5, color, theme);
  } else if (layer.kind === "Points") {
    paintMarker(pen, layer.marker, 12, 8, color, theme);
  } else {
    pen.strokeStyle = color;
    pen.lineWidth = layer.kind === "Bars" ? 10 : 2.5;
    pen.setLineDash(layer.dashed ? [6, 4] : []);
    trace(pen, [[1, 8], [23, 8]]);
    pen.stroke();
  }
  return element("span", {}, canvas, layer.label);
}

function themeOf(root, palette) {
  const dark = document.body.dataset.jpThemeLight === "false", name = dark ? "dark" : "light";
  const style = getComputedStyle(root);
  return {
    name, font: style.fontFamily, text: style.color,
    page: style.getPropertyValue("--nnlib-page").trim(), grid: style.getPropertyValue("--nnlib-grid").trim(),
    shade: dark ? 0.22 : 0.13,
    color: (role) => palette[name][role],
  };
}

function render({ model, el }) {
  const spec = model.get("spec"), values = { ...model.get("values") };
  let waiting = 0, everything = true, theme = null;
  const paintAtNextFrame = () => { waiting ||= requestAnimationFrame(draw); };
  const repaint = () => { everything = true; paintAtNextFrame(); };
  const send = (content) => () => model.send(content);

  const set = (changed) => {
    for (const control of spec.controls.filter(({ name }) => name in changed)) {
      const { name, kind, low, high, log } = control, value = changed[name];
      const round = log ? value : Math.round(value * 1000) / 1000;
      values[name] = kind === "slider" ? Math.min(high, Math.max(low, round)) : value;
    }
    for (const control of spec.controls) controls[control.name].show(values[control.name]);
    model.set("values", { ...values });
    model.save_changes();
    paintAtNextFrame();
  };
  const controls = Object.fromEntries(spec.controls.map((control) => [
    control.name, CONTROLS[control.kind](control, (value) => set({ [control.name]: value })),
  ]));

  const play = element("button", { type: "button", class: "nnlib-play", onclick: () => model.send({ command: frame().playing ? "stop" : "play" }) });
  const step = element("button", { type: "button", onclick: send({ command: "step" }) }, "Step");
  const reset = element("button", { type: "button", onclick: send({ command: "restart" }) }, "Reset");
  const buttons = element("div", { class: "nnlib-buttons" }, ...(spec.steps ? [play, step] : []), reset);
  const lamp = element("p", { class: "nnlib-lamp", role: "status" });
  const numbers = element("dl", { class: "nnlib-numbers" });
  const hint = element("p", { class: "nnlib-hint", role: "status" });
  const error = element("p", { class: "nnlib-error", role: "alert" });
  const banner = element("p", { class: "nnlib-banner" });
  const line = element("input", { type: "text", spellcheck: "false", "aria-label": "state in one line: copy it, or paste another one", onchange: () => model.send({ line: line.value }), onblur: () => { line.value = frame().line; } });
  const copy = element("button", { type: "button", onclick: () => { line.select(); navigator.clipboard?.writeText(line.value); } }, "Copy");
  const pictures = frame().axes.map(() => picture(values, set, repaint));
  const asked = spec.prediction && prediction(spec.prediction, (option) => model.send({ predict: option }));
  const why = element("legend", {}, "Choose what you expect; then the controls move.");
  const body = element(asked ? "fieldset" : "div", { class: "nnlib-body" }, ...(asked ? [why] : []),
    element("div", { class: "nnlib-controls" }, ...spec.controls.map(({ name }) => controls[name].made)),
    element("div", { class: "nnlib-pictures" }, ...pictures.map(({ made }) => made)),
    element("div", { class: "nnlib-row" }, buttons, lamp, numbers), hint, error,
    element("div", { class: "nnlib-foot" }, banner, element("div", { class: "nnlib-state" }, line, copy)));
  const root = element("section", { class: "nnlib-panel", "aria-label": spec.name.replaceAll("_", " ") },
    element("p", { class: "nnlib-question" }, spec.question), ...(asked ? [asked.made] : []), body);

  // JupyterLab's shortcuts of a single key would take arrows and letters away; those with Ctrl, Alt or ⌘ stay its own.
  root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.altKey && !event.metaKey) event.stopPropagation();
  });

  function frame() { return model.get("frame"); }

  function draw() {
    waiting = 0;
    if (!root.isConnected || !root.clientWidth) return;
    const now = frame();
    theme ??= themeOf(root, spec.palette);
    now.axes.forEach((axes, i) => { if (everything || pictures[i].follows()) pictures[i].show(axes, theme); });
    everything = false;
    if (now.playing && root.dataset.painted !== String(now.number)) model.send({ painted: now.number });
    root.dataset.painted = now.number;
  }

  function read() {
    const now = frame();
    play.textContent = now.playing ? "Stop" : "Play";
    lamp.classList.toggle("nnlib-reached", now.reached);
    lamp.textContent = `Goal: ${spec.goal}${now.reached ? ". Reached!" : ""}`;
    numbers.replaceChildren(...Object.entries(now.numbers).map(([name, value]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, value))));
    for (const [place, words] of [[hint, now.hint], [error, now.error], [banner, now.banner]]) {
      if (place.textContent !== words) place.textContent = words;
    }
    if (document.activeElement !== line) line.value = now.line;
    if (asked) {
      asked.show(now.verdict);
      body.disabled = asked.locked();
      why.hidden = !asked.locked();
    }
    repaint();
  }

  function adopt() {
    Object.assign(values, model.get("values"));
    for (const control of spec.controls) controls[control.name].show(values[control.name]);
    repaint();
  }

  const themes = new MutationObserver(() => { theme = null; repaint(); });
  themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  model.on("change:frame", read);
  model.on("change:values", adopt);
  el.append(root);
  adopt();
  read();
  return () => {
    model.off("change:frame", read);
    model.off("change:values", adopt);
    themes.disconnect();
    cancelAnimationFrame(waiting);
    pictures.forEach(({ close }) => close());
  };
}

export default { render };

// What every window does: it keeps the controls' values and sends the newest ones, paints at most once per frame of the
// screen what the kernel sent last, and follows the theme. The rest of its state is in that frame.
//
// `arrange` gets what can be put into the window and returns the elements between question and foot, `show(now, theme,
// everything)`, which paints the pictures, `read(now)`, which is called for every new frame, and `close`.
function shell({ model, el }, arrange) {
  const spec = model.get("spec"), values = { ...model.get("values") };
  let waiting = 0, later = 0, everything = true, theme = null;
  const paintAtNextFrame = () => { waiting ||= requestAnimationFrame(draw); };
  const repaint = () => { everything = true; paintAtNextFrame(); };
  const send = (content) => model.send(content);
  const frame = () => model.get("frame");

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

  const command = (name) => () => send({ command: name });
  const play = element("button", { type: "button", class: "nnlib-play", onclick: () => command(frame().playing ? "stop" : "play")() });
  const step = element("button", { type: "button", onclick: command("step") }, "Step");
  const reset = element("button", { type: "button", onclick: command("restart") }, "Reset");
  const buttons = element("div", { class: "nnlib-buttons" }, ...(spec.steps ? [play, step] : []), reset);
  const lamp = element("p", { class: "nnlib-lamp", role: "status" });
  const numbers = element("dl", { class: "nnlib-numbers" });
  const hint = element("p", { class: "nnlib-hint", role: "status" });
  const error = element("p", { class: "nnlib-error", role: "alert" });
  const banner = element("p", { class: "nnlib-banner" });
  const line = element("input", { type: "text", spellcheck: "false", "aria-label": "state in one line: copy it, or paste another one", onchange: () => send({ line: line.value }), onblur: () => { line.value = frame().line; } });
  const copy = element("button", { type: "button", onclick: () => { line.select(); navigator.clipboard?.writeText(line.value); } }, "Copy");

  const arranged = arrange({ spec, values, controls, buttons, lamp, numbers, set, send, frame, repaint });
  const asked = spec.prediction && prediction(spec.prediction, (option) => send({ predict: option }));
  const why = element("legend", {}, "Choose what you expect; then the controls move.");
  const body = element(asked ? "fieldset" : "div", { class: "nnlib-body" }, ...(asked ? [why] : []), ...arranged.elements, hint, error,
    element("div", { class: "nnlib-foot" }, banner, element("div", { class: "nnlib-state" }, line, copy)));
  const root = element("section", { class: `nnlib-panel nnlib-${spec.name}`, "aria-label": spec.name.replaceAll("_", " ") },
    element("p", { class: "nnlib-question" }, spec.question), ...(asked ? [asked.made] : []), body);

  // JupyterLab's shortcuts of a single key would take arrows and letters away; those with Ctrl, Alt or ⌘ stay its own.
  root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.altKey && !event.metaKey) event.stopPropagation();
  });

  function draw() {
    waiting = 0;
    if (!root.clientWidth) {  // hidden; JupyterLab also hides everything for a moment while it changes the theme
      clearTimeout(later);
      later = setTimeout(paintAtNextFrame, 250);
      return;
    }
    const now = frame();
    theme ??= themeOf(root, spec.palette);
    arranged.show(now, theme, everything);
    everything = false;
    if (now.playing && root.dataset.painted !== String(now.number)) send({ painted: now.number });
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
    arranged.read(now);
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
    clearTimeout(later);
    arranged.close();
  };
}

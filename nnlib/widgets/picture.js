// A canvas with its title, its legend, its text for readers who do not see it, and the handles that move a line.

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
      handle.style.left = `${inside(map.x(x), map.inner.left, map.inner.width)}px`;
      handle.style.top = `${inside(map.y(y), map.inner.top, map.inner.height)}px`;
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

// The picture to paint on: a canvas with a focusable brush. Painting makes a sketch that is shown until the kernel answers.

const SIDE = 10;

// 100 truth values, row by row from the top, as 25 hexadecimal digits, and back.
const wordOf = (bits) => Array.from({ length: 25 }, (_, i) => parseInt(bits.slice(4 * i, 4 * i + 4).map(Number).join(""), 2).toString(16)).join("");
const bitsOf = (word) => [...word].flatMap((digit) => [...parseInt(digit, 16).toString(2).padStart(4, "0")].map((bit) => bit === "1"));

function easel(values, { set, repaint, begin }) {
  const shown = picture(values, set, repaint);
  const canvas = shown.made.querySelector("canvas"), stage = shown.made.querySelector(".nnlib-stage");
  const brush = element("button", { type: "button", class: "nnlib-brush", "aria-live": "polite" });
  stage.append(brush);
  stage.classList.add("nnlib-easel");
  let axes = null, sketch = null, ink = null, at = [0, 0];

  const now = () => sketch ?? unpack(grid().values).toReversed().flatMap((row) => [...row].map((value) => value > 0.75));
  const grid = () => axes.layers.find((layer) => layer.kind === "Grid");
  const map = () => coordinates(axes, canvas.clientWidth, canvas.clientHeight);
  const pixel = ({ clientX, clientY }) => {
    const box = canvas.getBoundingClientRect(), [x, y] = map().data(clientX - box.left, clientY - box.top);
    const [row, column] = [Math.floor(SIDE - y), Math.floor(x)];
    return [row, column].every((i) => i >= 0 && i < SIDE) ? [row, column] : null;
  };
  const dab = ([row, column]) => {
    if (now()[SIDE * row + column] === ink) return;
    sketch = now().slice();
    sketch[SIDE * row + column] = ink;
    repaint();
    set({ canvas: wordOf(sketch), damage: 0 });
  };
  const place = () => {
    const here = map(), [row, column] = at, size = here.x(1) - here.x(0);
    Object.assign(brush.style, { left: `${here.x(column)}px`, top: `${here.y(SIDE - row)}px`, width: `${size}px`, height: `${size}px` });
    const words = `row ${row + 1}, column ${column + 1}: ${now()[SIDE * row + column] ? "ink" : "paper"}; arrows move the brush, Space paints`;
    if (brush.getAttribute("aria-label") !== words) brush.setAttribute("aria-label", words);
  };

  canvas.addEventListener("pointerdown", (event) => {
    const hit = !canvas.closest(":disabled") && pixel(event);
    if (!hit) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    begin();
    [at, ink] = [hit, !now()[SIDE * hit[0] + hit[1]]];
    dab(hit);
    brush.focus({ preventScroll: true });
  });
  canvas.addEventListener("pointermove", (event) => {
    const hit = ink !== null && pixel(event);
    if (hit) dab(hit);
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { ink = null; });
  brush.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!way) return;
    event.preventDefault();
    at = at.map((value, i) => Math.min(SIDE - 1, Math.max(0, value + way[i])));
    place();
  });
  brush.addEventListener("click", () => {  // by Space or Enter; the pointer reaches the canvas below
    begin();
    ink = !now()[SIDE * at[0] + at[1]];
    dab(at);
    ink = null;
  });

  const sketched = () => {
    if (!sketch) return axes;
    const rows = Array.from({ length: SIDE }, (_, row) => sketch.slice(SIDE * row, SIDE * (row + 1)).map((on) => (on ? 1 : 0.5))).toReversed();
    const bytes = new Uint8Array(new Float32Array(rows.flat()).buffer);
    const painted = { shape: [SIDE, SIDE], float32: new DataView(bytes.buffer) };
    return { ...axes, layers: axes.layers.filter(({ kind }) => kind !== "Points").map((one) => (one.kind === "Grid" ? { ...one, values: painted } : one)) };
  };
  const show = (newest, theme) => {
    axes = newest;
    shown.show(sketched(), theme);
    place();
  };
  // The kernel has answered; what it sends is newer than the sketch unless someone is still painting.
  const answered = () => { if (ink === null) sketch = null; };
  return { made: shown.made, show, answered, word: () => wordOf(now()), close: shown.close };
}

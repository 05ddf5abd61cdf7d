// The stored pictures: each a button that brings it to the easel, with a small button that forgets it.

function shelf({ letters, most }, values, { set, recall, drawn }) {
  const row = element("div", { class: "nnlib-memories", role: "group", "aria-label": "memories" });
  const store = element("button", { type: "button", onclick: () => put([...words(), drawn()]) }, "Store this picture");
  const clear = element("button", { type: "button", onclick: () => recall("0".repeat(25)) }, "Empty sheet");
  const made = element("div", { class: "nnlib-shelf" }, row, element("div", { class: "nnlib-buttons" }, store, clear));
  const words = () => values.stored.split(",");
  const put = (next) => set({ stored: next.join(",") });
  const digits = (word) => letters[word] ?? word;
  let shown = "";

  const memory = (word, name) => {
    const picture = element("canvas", { width: SIDE, height: SIDE, "aria-hidden": "true" }), pen = picture.getContext("2d");
    bitsOf(digits(word)).forEach((ink, i) => {
      pen.fillStyle = ink ? "#1f1f1f" : "#ffffff";
      pen.fillRect(i % SIDE, Math.floor(i / SIDE), 1, 1);
    });
    const take = element("button", { type: "button", class: "nnlib-memory", "aria-label": `take ${name}`, title: `take ${name} to the picture`, onclick: () => recall(word) }, picture, name);
    const forget = element("button", { type: "button", class: "nnlib-forget", "aria-label": `forget ${name}`, title: `forget ${name}`, onclick: () => put(words().filter((one) => one !== word)) }, "×");
    forget.disabled = words().length === 1;
    return element("div", {}, take, forget);
  };
  const show = () => {
    store.disabled = words().length === most || words().map(digits).includes(drawn());
    if (values.stored === shown) return;
    shown = values.stored;
    let own = 0;
    row.replaceChildren(...words().map((word) => memory(word, word in letters ? word : `own ${++own}`)));
  };
  return { made, show };
}

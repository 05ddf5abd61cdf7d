// Make a picture's canvas report where it is clicked, in the coordinates of the axes that `axes()` returns.
function pickable(made, axes, picked) {
  const canvas = made.querySelector("canvas"), stage = made.querySelector(".nnlib-stage");
  stage.classList.add("nnlib-pick");
  canvas.addEventListener("click", ({ offsetX, offsetY }) => {
    if (canvas.closest(":disabled")) return;
    const map = coordinates(axes(), canvas.clientWidth, canvas.clientHeight), place = map.data(offsetX, offsetY);
    const inside = [map.xlim, map.ylim].every(([low, high], i) => place[i] >= low && place[i] <= high);
    if (inside) picked(place);
  });
}

/* Buttons, hints and the start. */

function hint(kind, row, place) {
  const text = { node: nodeHint, edge: edgeHint }[kind]?.(row) ?? "";
  byId("hint").hidden = !text;
  byId("hint").textContent = text;
  byId("drawing").style.cursor = kind ? "pointer" : "";
  if (!place) return;
  const left = Math.min(place.x + 14, byId("drawing").clientWidth - 310);
  Object.assign(byId("hint").style, { left: `${Math.max(left, 0)}px`, top: `${place.y + 14}px` });
}

function nodeHint(row) {
  const { label, mentions } = graph.nodes[row];
  return `${cut(label, 200)}: ${plural(mentions, "mention")}, ${plural(touching[row].length, "fact")}`;
}

function edgeHint(row) {
  const [first, ...more] = graph.edges[row].facts;
  return ledStatement(graph.facts[first], 200) + (more.length ? `, and ${plural(more.length, "more fact")}` : "");
}

/** The reader has moved the drawing by hand. */
function moved() {
  state.place = drawing.place();
  rememberSoon();
}

function fitAll() {
  state.place = null;
  drawing.fit();
  rememberSoon();
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").textContent = dark ? "Light" : "Dark";
  drawing.recolour();
}

function showMore() {
  state.rows += PAGE;
  refresh();
}

function listen() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const clicks = {
    back: () => focusOn(null), closer: () => drawing.zoom(1.4), farther: () => drawing.zoom(1 / 1.4),
    fit: fitAll, reset,
    png: () => savePicture("png"), svg: () => savePicture("svg"), more: showMore,
    theme: () => setTheme(document.documentElement.dataset.theme !== "dark"),
    help: () => byId("keys").showModal(), understood: () => byId("keys").close(),
  };
  for (const [id, action] of Object.entries(clicks)) byId(id).addEventListener("click", action);
  setAll(byId("search"), { oninput: suggest, onkeydown: searchKey, onblur: closeSearch });
  dark.addEventListener("change", () => setTheme(dark.matches));
  phone.addEventListener("change", () => { byId("filters").open = !phone.matches; });
  window.addEventListener("popstate", readAddress);
  byId("drawing").addEventListener("keydown", drawingKey);
  document.addEventListener("keydown", ({ key: pressed, target }) => {
    if (pressed === "Escape" && target !== byId("search") && !byId("keys").open) stepBack();
  });
  setTheme(dark.matches);
}

function start() {
  document.querySelector("main").hidden = false;
  byId("filters").open = !phone.matches;
  drawing = new Drawing(byId("drawing"), graph, { choose, open: focusOn, hint, moved });
  makeTableHead();
  listen();
  readAddress();
}

start();

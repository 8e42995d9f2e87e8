/* The address keeps the view: a link to it shows the same. What is chosen can be undone with the browser's button. */

const KEYS = { node: ["nodes", "entity"], edge: ["edges", "id"], fact: ["facts", "id"], document: ["documents", "id"] };
const DELAY = 250;  // milliseconds; browsers refuse addresses that change too often
let waiting = 0;

/** Keep what is chosen now as a new step of the browser's history. */
function remember() {
  const address = addressNow();
  if (address !== location.hash) keep("pushState", address);
}

/** Keep filters and place without a step of their own. */
function rememberSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => keep("replaceState", addressNow()), DELAY);
}

function keep(method, address) {
  clearTimeout(waiting);
  if (location.protocol === "about:") return;  // inside a notebook the page has no address
  history[method](null, "", address || location.pathname + location.search);
}

function addressNow() {
  const words = new URLSearchParams();
  const put = (name, value) => { if (value !== null && value !== "") words.append(name, value); };
  if (state.chosen) put(state.chosen[0], keyOf(...state.chosen));
  if (state.around !== null) put("around", keyOf("node", state.around));
  for (const row of state.ends ?? []) put("path", keyOf("node", row));
  for (const row of state.extra) if (!graph.drawn.nodes.includes(row)) put("drawn", keyOf("node", row));
  putFilters(put);
  if (`${state.sort}` !== "place,1") put("sort", state.sort.join(" "));
  if (state.place) put("view", state.place.join(" "));
  return words.size ? `#${words}` : "";
}

function putFilters(put) {
  const usual = unfiltered();
  for (const type of state.hiddenTypes) put("without", type);
  for (const status of state.hiddenStatuses) put("not", status);
  put("relation", state.relation);
  put("document", state.document && keyOf("document", Number(state.document)));
  put("words", state.words);
  put("confidence", state.confidence || null);
  put("since", state.from > 0 ? dates[state.from] : null);
  put("until", state.to < usual.to ? dates[state.to] : null);
  put("undated", state.undated ? null : "no");
  put("several", state.several ? "yes" : null);
  put("loose", state.loose === usual.loose ? null : state.loose ? "yes" : "no");
}

function keyOf(kind, row) {
  const [list, key] = KEYS[kind];
  return graph[list][row][key];
}

function rowWith(kind, value) {
  const [list, key] = KEYS[kind];
  const row = value === null ? -1 : graph[list].findIndex((item) => item[key] === value);
  return row < 0 ? null : row;
}

const nodesWith = (words, name) =>
  words.getAll(name).map((id) => rowWith("node", id)).filter((row) => row !== null);

/** Show what the address says; what it names and the graph does not have is left out. */
function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const kind = ["node", "edge", "fact"].find((name) => rowWith(name, words.get(name)) !== null);
  const ends = nodesWith(words, "path");
  Object.assign(state, nothingChosen(), filtersIn(words), {
    chosen: kind ? [kind, rowWith(kind, words.get(kind))] : null,
    around: rowWith("node", words.get("around")),
    ends: ends.length === 2 ? ends : null,
    extra: new Set(nodesWith(words, "drawn")),
    sort: sortIn(words.get("sort")),
    place: placeIn(words.get("view")),
  });
  if (kind === "node") state.extra.add(state.chosen[1]);
  forgetStart();
  makeControls();
  showAnew();
}

function filtersIn(words) {
  const filters = unfiltered();
  const at = (date, usual) => (dates.includes(date) ? dates.indexOf(date) : usual);
  const document = rowWith("document", words.get("document"));
  return {
    ...filters,
    hiddenTypes: new Set(words.getAll("without")),
    hiddenStatuses: new Set(words.getAll("not")),
    relation: words.get("relation") ?? "",
    document: document === null ? "" : String(document),
    words: words.get("words") ?? "",
    confidence: Number(words.get("confidence")) || 0,
    from: at(words.get("since"), filters.from),
    to: at(words.get("until"), filters.to),
    undated: words.get("undated") !== "no",
    several: words.get("several") === "yes",
    loose: words.has("loose") ? words.get("loose") === "yes" : filters.loose,
  };
}

function sortIn(words) {
  const [column, direction] = (words ?? "").split(" ");
  return Object.hasOwn(COLUMNS, column) ? [column, direction === "-1" ? -1 : 1] : ["place", 1];
}

function placeIn(words) {
  const numbers = (words ?? "").split(" ").map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0 ? numbers : null;
}

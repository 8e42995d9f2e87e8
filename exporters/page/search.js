/* The search: names, facts, or all facts with these words. */

let suggestions = [];
let marker = -1;

/** What to suggest, as kind and row; "words" stands for a filter by the words themselves. */
function search(query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const has = (text) => text.toLowerCase().includes(wanted);
  const names = graph.nodes.filter(({ label, aliases }) => [label, ...aliases].some(has));
  const first = ({ label }) => Number(label.toLowerCase().startsWith(wanted));
  const found = names.sort((a, b) => first(b) - first(a) || a.id - b.id).slice(0, 7).map(({ id }) => ["node", id]);
  if (state.start !== null) return found;
  const facts = rowsOf(graph.facts).filter((row) => textOf(graph.facts[row]).includes(wanted));
  const all = facts.length ? [["words", facts.length]] : [];
  return [...found, ...facts.slice(0, 4).map((row) => ["fact", row]), ...all];
}

function suggest() {
  const asked = byId("search").value;
  suggestions = search(asked);
  marker = -1;
  const none = asked.trim() && !suggestions.length;
  const items = none ? [el("li.none", "Nothing of that name")] : suggestions.map(suggestion);
  byId("suggestions").replaceChildren(...items);
  byId("suggestions").hidden = !suggestions.length && !none;
  tellMarker();
}

function suggestion([kind, row], index) {
  const pick = (event) => {
    event.preventDefault();
    take(index);
  };
  const content = { node: suggestedName, fact: suggestedFact, words: suggestedWords }[kind](row);
  return el("li", { role: "option", id: `option-${index}`, onmousedown: pick }, content);
}

function suggestedName(row) {
  const node = graph.nodes[row];
  return [glyph(node), el("span", { dir: "auto" }, cut(node.label, 80)), el("small", cut(node.aliases.join(", "), 60))];
}

function suggestedFact(row) {
  const fact = graph.facts[row];
  return [lineSample(fact.status), el("span", { dir: "auto" }, ledStatement(fact, 120))];
}

function suggestedWords(count) {
  return el("span", `Show only the ${plural(count, "fact")} with these words`);
}

function tellMarker() {
  const items = [...byId("suggestions").children];
  byId("search").setAttribute("aria-expanded", String(!byId("suggestions").hidden));
  byId("search").setAttribute("aria-activedescendant", marker < 0 ? "" : `option-${marker}`);
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === marker)));
}

function take(index) {
  const [kind, row] = suggestions[index] ?? [];
  closeSearch();
  if (kind === "words") filterByWords(byId("search").value.trim());
  else if (kind) chooseAndRead(kind, row);
}

function filterByWords(words) {
  state.words = words;
  makeControls();
  rememberSoon();
  refresh();
}

function closeSearch() {
  byId("suggestions").hidden = true;
  suggestions = [];
  marker = -1;
  tellMarker();
}

function searchKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && suggestions.length) {
    event.preventDefault();
    marker = (Math.max(marker, step > 0 ? -1 : 0) + step + suggestions.length) % suggestions.length;
    tellMarker();
  } else if (event.key === "Enter") take(Math.max(marker, 0));
  else if (event.key === "Escape" && byId("suggestions").hidden) stepBack();
  else if (event.key === "Escape") closeSearch();
}


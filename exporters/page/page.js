"use strict";

/* Everything around the drawing: what is shown, what is chosen, the panel with the sentences, the table, the search.
   Text of the graph reaches the page through text nodes alone. */

const graph = JSON.parse(document.getElementById("graph").textContent);
const PAGE = 100;
const STATUSES = {
  asserted: "stated as a fact", reported: "said by a source", denied: "denied by a source",
  negated: "stated not to be so", hypothetical: "may, will or should be",
};
const TYPES = {
  PERSON: "People", ORG: "Organisations", GPE: "Countries, cities", LOC: "Places", FAC: "Buildings", GROUP: "Groups",
  EVENT: "Events", WORK: "Works", PRODUCT: "Products", LAW: "Laws, treaties", CONCEPT: "Things, ideas",
};
const MODALITIES = {
  future: "expected", possible: "possible", conditional: "under a condition", obligated: "called for",
  desired: "wished for", alleged: "alleged", asked: "asked",
};

const FEW_LOOSE = graph.nodes.length - new Set(graph.edges.flatMap(({ from, to }) => [from, to])).size <= 8;

const state = {
  chosen: null, around: null, extra: new Set(), hiddenTypes: new Set(), hiddenStatuses: new Set(), relation: "",
  document: "", confidence: 0, from: 0, to: Infinity, undated: true, loose: FEW_LOOSE, sort: ["place", 1], rows: PAGE,
};
let drawing;

/* Building elements */

const byId = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const OUTLINES = {
  square: "2,2 14,2 14,14 2,14", diamond: "8,1 15,8 8,15 1,8", triangle: "8,1 15,14 1,14", triangleDown: "1,2 15,2 8,15",
  hexagon: "4,1.5 12,1.5 15.5,8 12,14.5 4,14.5 0.5,8", star: "8,0 10,5.6 16,5.6 11.2,9.2 13,15 8,11.5 3,15 4.8,9.2 0,5.6 6,5.6",
};

function glyph({ shape, color }) {
  const outline = OUTLINES[shape] ? drawn("polygon", { points: OUTLINES[shape] }) : drawn("circle", { cx: 8, cy: 8, r: 7 });
  return drawn("svg", { viewBox: "0 0 16 16", class: "glyph", fill: color, "aria-hidden": "true" }, outline);
}

function lineSample(status) {
  const dashes = graph.dashes[status]?.join(" ") ?? "none";
  const line = drawn("line", { x1: 0, y1: 5, x2: 34, y2: 5, "stroke-dasharray": dashes });
  return drawn("svg", { viewBox: "0 0 34 10", class: `line ${status}`, "aria-hidden": "true" }, line);
}

function nameButton(row) {
  return make("button", { type: "button", class: "name", dir: "auto", onclick: () => choose("node", row) }, cut(graph.nodes[row].label, 120));
}

const cut = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);

const rowsOf = (list) => [...list.keys()];

function plural(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/* Dates: a year, a month, a day, or two of them with a slash between */

const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

function period(time) {
  const [first, last = first] = (time ?? "").split("/");
  return DATE.test(first) && DATE.test(last) ? [first + "-01-01".slice(first.length - 4), last + "-12-31".slice(last.length - 4)] : null;
}

function readableDate(time) {
  return time.split("/").map((part) => {
    const day = new Date(part);
    if (!DATE.test(part) || Number.isNaN(day.getTime())) return cut(part, 40);
    const style = { year: "numeric", month: part.length > 4 ? "long" : undefined, day: part.length > 7 ? "numeric" : undefined };
    return day.toLocaleDateString("en-GB", { ...style, timeZone: "UTC" });
  }).join(" to ");
}

/* What each fact, node and edge needs again and again */

const touching = graph.nodes.map(() => []);
const linked = graph.nodes.map(() => new Set());
graph.facts.forEach((fact, row) => {
  fact.period = period(fact.time);
  fact.text = fact.words.map((word) => (typeof word === "number" ? graph.nodes[word].label : word)).join(" ");
  fact.documents = [...new Set(fact.evidence.map(({ sentence }) => graph.quotes[sentence][0]))];
  for (const node of fact.entities) touching[node].push(row);
});
for (const { from, to } of graph.edges) {
  linked[from].add(to);
  linked[to].add(from);
}
const dates = [...new Set(graph.facts.flatMap((fact) => (fact.period ? [fact.period[0]] : [])))].sort();

/* What is shown */

function filtered() {
  return state.hiddenStatuses.size || state.relation || state.document || state.confidence > 0 || datesChosen() || !state.undated;
}

function datesChosen() {
  return state.from > 0 || state.to < dates.length - 1;
}

function factPasses(fact) {
  return !state.hiddenStatuses.has(fact.status)
    && (!state.relation || fact.relation === state.relation)
    && (state.document === "" || fact.documents.includes(Number(state.document)))
    && fact.confidence >= state.confidence
    && datePasses(fact)
    && typesPass(fact)
    && (state.around === null || fact.entities.includes(state.around));
}

function datePasses({ period }) {
  if (!period) return state.undated;
  return !datesChosen() || (period[1] >= dates[state.from] && period[0] <= dates[Math.min(state.to, dates.length - 1)]);
}

/** A fact stays while two of its entities, or its only one, are of types that are shown. */
function typesPass({ entities }) {
  const left = entities.filter((node) => !state.hiddenTypes.has(graph.nodes[node].type)).length;
  return left >= Math.min(2, entities.length);
}

function shown() {
  const facts = new Set(rowsOf(graph.facts).filter((row) => factPasses(graph.facts[row])));
  const candidates = state.around === null ? drawnNodes() : new Set([state.around, ...linked[state.around]]);
  const told = new Set([...facts].flatMap((row) => graph.facts[row].entities));
  const nodes = new Set([...candidates].filter((row) => nodePasses(row, told)));
  const edges = rowsOf(graph.edges).filter((row) => edgePasses(graph.edges[row], nodes, facts));
  return { facts, nodes, edges: new Set(edges.slice(0, graph.drawn.edges)) };
}

function drawnNodes() {
  return new Set([...rowsOf(graph.nodes).slice(0, graph.drawn.nodes), ...state.extra]);
}

function nodePasses(row, told) {
  if (state.hiddenTypes.has(graph.nodes[row].type)) return false;
  if (!state.loose && !linked[row].size && !state.extra.has(row)) return false;
  return told.has(row) || (!touching[row].length && !filtered());
}

function edgePasses({ from, to, facts }, nodes, passing) {
  return nodes.has(from) && nodes.has(to) && facts.some((row) => passing.has(row));
}

function refresh() {
  const now = shown();
  const places = state.around === null ? undefined : rings(graph.nodes, state.around, linked[state.around]);
  drawing.show(now.nodes, now.edges, places);
  drawing.light(litBy(state.chosen));
  drawing.select(...(state.chosen ?? [null]));
  tellCount(now);
  fillTable(now.facts);
  byId("back").hidden = state.around === null;
}

function litBy(chosen) {
  if (!chosen) return null;
  const [kind, row] = chosen;
  if (kind === "node") return { nodes: new Set([row, ...linked[row]]), edges: edgesWhere(({ from, to }) => from === row || to === row) };
  const facts = kind === "edge" ? graph.edges[row].facts : [row];
  const edges = edgesWhere((edge) => edge.facts.some((fact) => facts.includes(fact)));
  return { nodes: new Set(facts.flatMap((fact) => graph.facts[fact].entities)), edges };
}

function edgesWhere(test) {
  return new Set(rowsOf(graph.edges).filter((row) => test(graph.edges[row])));
}

function tellCount({ facts, nodes }) {
  const of = (part, whole) => (part === whole ? whole.toLocaleString("en") : `${part.toLocaleString("en")} of ${whole.toLocaleString("en")}`);
  const missing = graph.nodes.length > nodes.size && graph.nodes.length > graph.drawn.nodes && state.around === null;
  byId("count").textContent = `Showing ${of(facts.size, graph.facts.length)} facts, ${of(nodes.size, graph.nodes.length)} entities`
    + (missing ? ": the most mentioned. Search or choose a name to draw more." : ".");
}

/* Choosing, going back, and the address that keeps both */

function choose(kind, row) {
  state.chosen = kind ? [kind, row] : null;
  if (kind === "node") state.extra.add(row);
  writeAddress();
  refresh();
  fillPanel();
  if (kind && isPhone()) byId("drawing").scrollIntoView();
  if (kind) drawing.reveal([...drawing.lit.nodes]);
}

const isPhone = () => matchMedia("(max-width: 800px)").matches;

function focusOn(row) {
  state.around = row;
  state.chosen = row === null ? state.chosen : ["node", row];
  writeAddress();
  refresh();
  fillPanel();
  if (row === null) drawing.fitMost();
  else drawing.fit();
}

function drawNeighbours(row) {
  for (const other of linked[row]) state.extra.add(other);
  refresh();
  fillPanel();
}

const KEYS = { node: ["nodes", "entity"], edge: ["edges", "id"], fact: ["facts", "id"] };

function writeAddress() {
  const words = new URLSearchParams();
  if (state.chosen) words.set(state.chosen[0], keyOf(...state.chosen));
  if (state.around !== null) words.set("around", keyOf("node", state.around));
  const address = words.size ? `#${words}` : "";
  if (address !== location.hash) history.pushState(null, "", address || location.pathname + location.search);
}

function keyOf(kind, row) {
  const [list, key] = KEYS[kind];
  return graph[list][row][key];
}

function rowWith(kind, key) {
  const [list, name] = KEYS[kind];
  const row = key === null ? -1 : graph[list].findIndex((item) => item[name] === key);
  return row < 0 ? null : row;
}

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const kind = Object.keys(KEYS).find((name) => rowWith(name, words.get(name)) !== null);
  state.chosen = kind ? [kind, rowWith(kind, words.get(kind))] : null;
  state.around = rowWith("node", words.get("around"));
  if (state.chosen?.[0] === "node") state.extra.add(state.chosen[1]);
  refresh();
  fillPanel();
  if (state.around !== null) drawing.fit();
}

/* The panel */

function fillPanel() {
  const [kind, row] = state.chosen ?? [];
  const parts = { node: nodePanel, edge: edgePanel, fact: factPanel }[kind]?.(row) ?? overview();
  const panel = byId("panel");
  const held = panel.contains(document.activeElement);
  panel.replaceChildren(...parts);
  panel.classList.toggle("chosen", Boolean(kind));
  panel.scrollTop = 0;
  if (held) panel.focus({ preventScroll: true });
}

function panelHead(kicker, ...title) {
  const close = make("button", { type: "button", class: "close", "aria-label": "Close", onclick: closePanel }, "×");
  return make("div", { class: "head" }, make("p", { class: "kicker" }, kicker), make("h2", { dir: "auto" }, ...title), close);
}

function overview() {
  const most = graph.nodes.filter(({ id }) => touching[id].length).slice(0, 8);
  return [
    make("h2", {}, "Most mentioned"),
    make("ol", { class: "most" }, ...most.map((node) => make("li", {}, glyph(node), nameButton(node.id), make("span", { class: "number" }, String(node.mentions))))),
    make("h2", {}, graph.documents.length === 1 ? "The document" : "The documents"),
    make("ul", { class: "sources" }, ...graph.documents.slice(0, 50).map((document) => make("li", {}, ...citation(document)))),
  ];
}

function nodePanel(row) {
  const node = graph.nodes[row];
  const facts = [...touching[row]].sort(byDate);
  const waiting = [...linked[row]].filter((other) => !drawing.drawn.nodes.has(other)).length;
  return [
    panelHead(TYPES[node.type] ?? node.type, glyph(node), " ", cut(node.label, 200)),
    make("p", { class: "meta" }, `${plural(node.mentions, "mention", "mentions")} in ${plural(node.documents, "document", "documents")}`),
    node.aliases.length ? make("p", { class: "meta", dir: "auto" }, cut(`Also called ${node.aliases.join(", ")}`, 600)) : "",
    ...node.links.filter(isWebAddress).map((address) => make("p", { class: "meta" }, webLink(address, address))),
    make("p", { class: "actions" },
      state.around === row ? "" : action("Only its neighbours", () => focusOn(row)),
      waiting && state.around === null ? action(`Draw ${plural(waiting, "more neighbour", "more neighbours")}`, () => drawNeighbours(row)) : ""),
    make("h3", { class: "rule" }, plural(facts.length, "fact", "facts")),
    ...facts.map((fact, index) => factCard(fact, index < 3)),
  ];
}

function action(words, onclick) {
  return make("button", { type: "button", onclick }, words);
}

function edgePanel(row) {
  const { from, to, label, facts } = graph.edges[row];
  const ends = [nameButton(from), make("span", { class: "relation" }, ` ${label} `), nameButton(to)];
  return [panelHead(plural(facts.length, "fact", "facts") + " on this line", ...ends), key(), ...[...facts].sort(byDate).map((fact) => factCard(fact, true))];
}

function factPanel(row) {
  return [panelHead("Fact", ...statement(graph.facts[row])), key(), factCard(row, true)];
}

/** What the marks in a sentence mean. */
function key() {
  const marks = ["subject", "predicate", "object", "other", "cue"].map((role) => make("mark", { class: role }, role));
  return make("p", { class: "key" }, "Marked: ", ...marks.flatMap((mark) => [mark, " "]));
}

function byDate(a, b) {
  const [left, right] = [a, b].map((row) => graph.facts[row].period?.[0] ?? "9999");
  return left < right ? -1 : left > right ? 1 : a - b;
}

function statement(fact) {
  return fact.words.flatMap((word) => [typeof word === "number" ? nameButton(word) : make("span", { dir: "auto" }, cut(word, 200)), " "]);
}

function factCard(row, open) {
  const fact = graph.facts[row];
  const body = make("div");
  const card = make("details", { class: "fact", open },
    make("summary", {}, make("span", { class: "words", dir: "auto" }, cut(fact.text, 400)), make("span", { class: "meta" }, lineSample(fact.status), make("span", {}, summaryOf(fact)))), body);
  const fill = () => { if (card.open && !body.hasChildNodes()) body.append(...factBody(fact)); };
  card.addEventListener("toggle", fill);
  fill();
  return card;
}

function summaryOf({ status, time, evidence }) {
  return [status, time && readableDate(time), plural(evidence.length, "passage", "passages")].filter(Boolean).join(" · ");
}

function factBody(fact) {
  return [
    fact.attribution.length ? make("p", { class: "meta" }, "According to ", ...chain(fact.attribution)) : "",
    MODALITIES[fact.modality] ? make("p", { class: "meta" }, `Not said to be so, but ${MODALITIES[fact.modality]}`) : "",
    ...fact.evidence.map((evidence) => passage(evidence, fact)),
    make("p", { class: "meta small" }, `Confidence ${fact.confidence.toFixed(2)}`, factorsOf(fact)),
  ];
}

function factorsOf({ factors }) {
  return factors.length ? ` = ${factors.map(([name, value]) => `${name} ${value}`).join(" × ")}` : "";
}

function chain(attribution) {
  return attribution.flatMap(({ entity, label, cue, stance }, index) => [
    index ? " › " : "", entity === null ? label : nameButton(entity), ` (${[cue && `“${cue}”`, stance !== "says" && stance].filter(Boolean).join(", ") || "says"})`,
  ]);
}

function passage(evidence, fact) {
  const [document, start, end] = graph.quotes[evidence.sentence];
  const spans = spansOf(evidence, fact);
  const outside = spans.filter((span) => !isInside(span, evidence));
  return make("figure", {},
    make("blockquote", { dir: "auto" }, ...marked(evidence, spans)),
    ...outside.map(({ role, quote }) => make("p", { class: "meta" }, `${role}: `, make("mark", { class: role }, graph.quotes[quote][3]), ` at ${offsets(quote)}`)),
    make("figcaption", {}, ...citation(graph.documents[document]),
      make("span", { class: "small" }, `Characters ${start}–${end}`, evidence.rule ? `, rule “${evidence.rule}”` : "")));
}

function offsets(quote) {
  const [document, start, end] = graph.quotes[quote];
  return `${start}–${end} of ${graph.documents[document].title ?? graph.documents[document].id}`;
}

function spansOf(evidence, fact) {
  const role = (name) => ({ subject: "subject", object: "object", indirect_object: "object" })[name] ?? "other";
  return [
    ...evidence.arguments.map((quote, index) => ({ role: role(fact.roles[index]), quote })),
    { role: "predicate", quote: evidence.predicate },
    ...evidence.cues.map((quote) => ({ role: "cue", quote })),
  ];
}

function isInside({ quote }, { sentence }) {
  const [document, start, end] = graph.quotes[sentence];
  const [other, first, last] = graph.quotes[quote];
  return other === document && first >= start && last <= end;
}

/** The sentence in pieces: each stretch with the same roles is one mark; offsets count code points, as in the source. */
function marked(evidence, spans) {
  const [, start, , words] = graph.quotes[evidence.sentence];
  const letters = Array.from(words);
  const inside = spans.filter((span) => isInside(span, evidence))
    .map(({ role, quote }) => ({ role, first: graph.quotes[quote][1] - start, last: graph.quotes[quote][2] - start }));
  const cuts = [...new Set([0, letters.length, ...inside.flatMap(({ first, last }) => [first, last])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((cut, index) => {
    const roles = new Set(inside.filter(({ first, last }) => first <= cut && cuts[index + 1] <= last).map(({ role }) => role));
    const text = letters.slice(cut, cuts[index + 1]).join("");
    return roles.size ? make("mark", { class: [...roles].join(" "), title: [...roles].join(", ") }, text) : text;
  });
}

function citation({ id, title, publisher, published, authors, source }) {
  const name = cut(title ?? id, 200);
  const rest = [authors.join(", "), publisher, published && readableDate(published)].filter(Boolean).join(", ");
  return [make("cite", { dir: "auto" }, isWebAddress(source) ? webLink(source, name) : name), rest ? make("span", {}, ` ${rest}`) : ""];
}

function isWebAddress(address) {
  return /^https?:\/\//i.test(address ?? "") && URL.canParse(address);
}

function webLink(href, words) {
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, words);
}

/* The table */

const COLUMNS = {
  place: "Fact", status: "Status", time: "Date", confidence: "Confidence", passages: "Passages", document: "Document",
};
const SORT_KEYS = {
  place: (row) => row, status: (row) => Object.keys(STATUSES).indexOf(graph.facts[row].status),
  time: (row) => graph.facts[row].period?.[0] ?? "9999", confidence: (row) => graph.facts[row].confidence,
  passages: (row) => graph.facts[row].evidence.length, document: (row) => graph.facts[row].documents[0] ?? Infinity,
};

function makeTableHead() {
  byId("facts").tHead.rows[0].replaceChildren(...Object.entries(COLUMNS).map(([column, words]) =>
    make("th", { scope: "col", class: column, id: `by-${column}` }, action(words, () => sortBy(column)))));
}

function sortBy(column) {
  state.sort = [column, state.sort[0] === column ? -state.sort[1] : 1];
  refresh();
}

function fillTable(facts) {
  const [column, direction] = state.sort;
  const value = SORT_KEYS[column];
  const compare = (a, b) => (value(a) < value(b) ? -direction : value(a) > value(b) ? direction : a - b);
  const rows = [...facts].sort(compare);
  byId("facts").tBodies[0].replaceChildren(...rows.slice(0, state.rows).map(tableRow));
  for (const name of Object.keys(COLUMNS)) {
    byId(`by-${name}`).setAttribute("aria-sort", name !== column ? "none" : direction > 0 ? "ascending" : "descending");
  }
  byId("table-title").textContent = plural(facts.size, "fact", "facts");
  byId("more").hidden = rows.length <= state.rows;
  byId("more").textContent = `Show ${Math.min(PAGE, rows.length - state.rows)} more`;
}

function tableRow(row) {
  const fact = graph.facts[row];
  const documents = fact.documents.map((document) => graph.documents[document].title ?? graph.documents[document].id);
  const cells = [
    ["place", action(cut(fact.text, 300), () => chooseAndRead("fact", row))],
    ["status", lineSample(fact.status), ` ${fact.status}`], ["time", fact.time ? readableDate(fact.time) : ""],
    ["confidence", fact.confidence.toFixed(2)], ["passages", String(fact.evidence.length)],
    ["document", documents.map((title) => cut(title, 60)).join("; ")],
  ];
  const chosen = state.chosen?.[0] === "fact" && state.chosen[1] === row;
  return make("tr", { "data-row": row, "aria-selected": chosen ? "true" : null }, ...cells.map(([name, ...content]) => make("td", { class: name, dir: "auto" }, ...content)));
}

/** Choose what was found in the table or the search, and go on reading in the panel. */
function chooseAndRead(kind, row) {
  choose(kind, row);
  byId("panel").focus();
}

/** Close the panel; who came from the table is back at his row. */
function closePanel() {
  const [kind, row] = state.chosen ?? [];
  const held = byId("panel").contains(document.activeElement);
  choose(null);
  if (held && kind === "fact") document.querySelector(`[data-row="${row}"] button`)?.focus();
}

/* The search */

let suggestions = [];
let marker = -1;

function search(query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const names = graph.nodes.filter(({ label, aliases }) => [label, ...aliases].some((name) => name.toLowerCase().includes(wanted)));
  names.sort((a, b) => startsWith(b, wanted) - startsWith(a, wanted) || a.id - b.id);
  const facts = rowsOf(graph.facts).filter((row) => graph.facts[row].text.toLowerCase().includes(wanted));
  return [...names.slice(0, 7).map(({ id }) => ["node", id]), ...facts.slice(0, 5).map((row) => ["fact", row])];
}

function startsWith({ label }, wanted) {
  return Number(label.toLowerCase().startsWith(wanted));
}

function suggest() {
  suggestions = search(byId("search").value);
  marker = -1;
  const empty = byId("search").value.trim() && !suggestions.length;
  byId("suggestions").replaceChildren(...suggestions.map(suggestion), empty ? make("li", { class: "none" }, "Nothing of that name") : "");
  byId("suggestions").hidden = !suggestions.length && !empty;
  tellMarker();
}

function suggestion([kind, row], index) {
  const content = kind === "node"
    ? [glyph(graph.nodes[row]), make("span", { dir: "auto" }, cut(graph.nodes[row].label, 80)), make("small", {}, cut(graph.nodes[row].aliases.join(", "), 60))]
    : [lineSample(graph.facts[row].status), make("span", { dir: "auto" }, cut(graph.facts[row].text, 120))];
  return make("li", { role: "option", id: `option-${index}`, onmousedown: (event) => { event.preventDefault(); take(index); } }, ...content);
}

function tellMarker() {
  const field = byId("search");
  field.setAttribute("aria-expanded", String(!byId("suggestions").hidden));
  field.setAttribute("aria-activedescendant", marker < 0 ? "" : `option-${marker}`);
  for (const [index, item] of [...byId("suggestions").children].entries()) item.setAttribute("aria-selected", String(index === marker));
}

function take(index) {
  const found = suggestions[index];
  closeSearch();
  if (found) chooseAndRead(...found);
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
    marker = (marker + step + suggestions.length) % suggestions.length;
    tellMarker();
  } else if (event.key === "Enter") take(Math.max(marker, 0));
  else if (event.key === "Escape") closeSearch();
}

/* The legend and the filters */

function makeControls() {
  byId("controls").replaceChildren(...[
    group("Entities", ...typeBoxes()), group("Facts", ...statusBoxes()), relationChoice(), documentChoice(),
    confidenceSlider(), dateSliders(), looseBox(),
  ].filter(Boolean));
}

function group(title, ...content) {
  return make("fieldset", {}, make("legend", {}, title), ...content);
}

function change(alteration) {
  return (event) => {
    alteration(event.target);
    state.rows = PAGE;
    refresh();
  };
}

function countBy(list, key) {
  const counts = new Map();
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function box(mark, words, number, title, hidden, value) {
  const toggle = change(({ checked }) => { hidden[checked ? "delete" : "add"](value); });
  return make("label", { class: "box", title }, make("input", { type: "checkbox", checked: !hidden.has(value), onchange: toggle }), mark, make("span", {}, words), make("span", { class: "number" }, String(number)));
}

function typeBoxes() {
  const counts = countBy(graph.nodes, ({ type }) => type);
  const order = (type) => (Object.keys(TYPES).indexOf(type) + 100) % 100;
  return [...counts].sort(([a], [b]) => order(a) - order(b)).map(([type, number]) =>
    box(glyph(graph.nodes.find((node) => node.type === type)), cut(TYPES[type] ?? type, 40), number, type, state.hiddenTypes, type));
}

function statusBoxes() {
  const counts = countBy(graph.facts, ({ status }) => status);
  return Object.entries(STATUSES).filter(([status]) => counts.has(status)).map(([status, meaning]) =>
    box(lineSample(status), status, counts.get(status), meaning, state.hiddenStatuses, status));
}

function choice(title, name, options) {
  const select = make("select", { onchange: change(({ value }) => { state[name] = value; }) }, ...options.map(([value, words]) => make("option", { value, selected: state[name] === value }, words)));
  return make("label", { class: "field" }, title, select);
}

function relationChoice() {
  const counts = [...countBy(graph.facts, ({ relation }) => relation)].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return counts.length > 1 && choice("Relation", "relation", [["", "All relations"], ...counts.map(([relation, number]) => [relation, `${cut(relation, 40)} (${number})`])]);
}

function documentChoice() {
  const options = graph.documents.map(({ id, title }, row) => [String(row), cut(title ?? id, 60)]);
  return graph.documents.length > 1 && choice("Document", "document", [["", "All documents"], ...options]);
}

function slider(title, attributes, describe, alter) {
  const output = make("output", {}, describe(Number(attributes.value)));
  const oninput = change(({ value }) => { alter(Number(value)); output.textContent = describe(Number(value)); });
  return make("label", { class: "field" }, make("span", {}, title, " ", output), make("input", { type: "range", ...attributes, oninput }));
}

function confidenceSlider() {
  const least = Math.floor(20 * Math.min(...graph.facts.map(({ confidence }) => confidence))) / 20;
  const most = Math.max(...graph.facts.map(({ confidence }) => confidence));
  if (!(least < most)) return null;
  return slider("Confidence at least", { min: least, max: Math.floor(20 * most) / 20, step: 0.05, value: least }, (value) => value.toFixed(2), (value) => { state.confidence = value > least ? value : 0; });
}

function dateSliders() {
  if (dates.length < 2) return null;
  const describe = (value) => readableDate(dates[value]);
  const ends = { min: 0, max: dates.length - 1, step: 1 };
  const undated = graph.facts.some(({ period }) => !period);
  return group("Dates",
    slider("From", { ...ends, value: 0 }, describe, (value) => { state.from = value; }),
    slider("To", { ...ends, value: dates.length - 1 }, describe, (value) => { state.to = value; }),
    undated ? tick("Facts without a date", "undated") : "");
}

function looseBox() {
  return graph.nodes.some(({ id }) => !linked[id].size) && tick("Entities without a line", "loose");
}

function tick(words, name) {
  return make("label", { class: "box" }, make("input", { type: "checkbox", checked: state[name], onchange: change(({ checked }) => { state[name] = checked; }) }), make("span", {}, words));
}

/* Buttons, hints and the start */

function reset() {
  Object.assign(state, { chosen: null, around: null, relation: "", document: "", confidence: 0, from: 0, to: dates.length - 1, undated: true, loose: FEW_LOOSE, rows: PAGE });
  for (const set of [state.extra, state.hiddenTypes, state.hiddenStatuses]) set.clear();
  makeControls();
  writeAddress();
  refresh();
  fillPanel();
  drawing.fitMost();
}

async function savePicture() {
  const address = URL.createObjectURL(await drawing.picture(`${document.title} (Factloom)`));
  make("a", { href: address, download: "graph.png" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function hint(kind, row, place) {
  const text = { node: nodeHint, edge: edgeHint }[kind]?.(row) ?? "";
  byId("hint").hidden = !text;
  byId("hint").textContent = text;
  if (!place) return;
  const left = Math.min(place.x + 14, byId("drawing").clientWidth - 310);
  Object.assign(byId("hint").style, { left: `${Math.max(left, 0)}px`, top: `${place.y + 14}px` });
}

function nodeHint(row) {
  const { label, mentions } = graph.nodes[row];
  return `${cut(label, 200)}: ${plural(mentions, "mention", "mentions")}, ${plural(touching[row].length, "fact", "facts")}`;
}

function edgeHint(row) {
  const { facts, status } = graph.edges[row];
  return `${cut(graph.facts[facts[0]].text, 200)} (${status}${facts.length > 1 ? `, and ${facts.length - 1} more` : ""})`;
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").textContent = dark ? "Light" : "Dark";
  drawing.recolour();
}

function listen() {
  const on = (id, event, action) => byId(id).addEventListener(event, action);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  on("search", "input", suggest);
  on("search", "keydown", searchKey);
  on("search", "blur", closeSearch);
  on("back", "click", () => focusOn(null));
  on("closer", "click", () => drawing.zoom(1.4));
  on("farther", "click", () => drawing.zoom(1 / 1.4));
  on("fit", "click", () => drawing.fit());
  on("reset", "click", reset);
  on("picture", "click", savePicture);
  on("theme", "click", () => setTheme(document.documentElement.dataset.theme !== "dark"));
  on("more", "click", () => { state.rows += PAGE; refresh(); });
  dark.addEventListener("change", () => setTheme(dark.matches));
  window.addEventListener("popstate", readAddress);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && event.target !== byId("search")) closePanel(); });
  setTheme(dark.matches);
}

function start() {
  document.querySelector("main").hidden = false;
  byId("filters").open = !isPhone();
  state.to = dates.length - 1;
  drawing = new Drawing(byId("drawing"), graph, { choose, open: focusOn, hint });
  makeTableHead();
  makeControls();
  listen();
  readAddress();
  drawing.fitMost();
}

start();

"use strict";

/* Everything around the drawing: what is shown, what is chosen, the panel with the sentences, the table, the search.
   The text of the graph reaches the page through text nodes alone. */

const graph = JSON.parse(document.getElementById("graph").textContent);
const STATUSES = {
  asserted: "stated as a fact",
  reported: "said by a source",
  denied: "denied by a source",
  negated: "stated not to be so",
  hypothetical: "may, will or should be",
};
const LEADS = { reported: "said", denied: "denied" };
const MODALITIES = {
  future: "expected", possible: "possible", conditional: "under a condition", obligated: "called for",
  desired: "wished for", alleged: "alleged", asked: "asked",
};
const TYPES = {
  PERSON: "People", ORG: "Organisations", GPE: "Countries, cities", LOC: "Places", FAC: "Buildings", GROUP: "Groups",
  EVENT: "Events", WORK: "Works", PRODUCT: "Products", LAW: "Laws, treaties", CONCEPT: "Things, ideas",
};
const PAGE = 100;  // rows of the table at a time
const FEW = 8;  // so many entities without a line do not disturb the first view
const phone = matchMedia("(max-width: 800px)");

/* Elements */

const byId = (id) => document.getElementById(id);

/** Make an element from "tag.class": strings and nodes become its content, objects its attributes and listeners. */
function el(spec, ...parts) {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag);
  element.classList.add(...classes);
  for (const part of parts.flat().filter(Boolean)) {
    if (typeof part === "string" || part instanceof Node) element.append(part);
    else setAll(element, part);
  }
  return element;
}

function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
  }
}

function shape(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAll(element, attributes);
  element.append(...children);
  return element;
}

const OUTLINES = {
  square: "2,2 14,2 14,14 2,14",
  diamond: "8,1 15,8 8,15 1,8",
  triangle: "8,1 15,14 1,14",
  triangleDown: "1,2 15,2 8,15",
  hexagon: "4,1.5 12,1.5 15.5,8 12,14.5 4,14.5 0.5,8",
  star: "8,0 10,5.6 16,5.6 11.2,9.2 13,15 8,11.5 3,15 4.8,9.2 0,5.6 6,5.6",
};

function glyph(node) {
  const points = OUTLINES[node.shape];
  const outline = points ? shape("polygon", { points }) : shape("circle", { cx: 8, cy: 8, r: 7 });
  return shape("svg", { viewBox: "0 0 16 16", class: "glyph", fill: node.color, "aria-hidden": "true" }, outline);
}

function lineSample(status) {
  const dashes = graph.dashes[status]?.join(" ") ?? "none";
  const line = shape("line", { x1: 0, y1: 5, x2: 34, y2: 5, "stroke-dasharray": dashes });
  return shape("svg", { viewBox: "0 0 34 10", class: `line ${status}`, "aria-hidden": "true" }, line);
}

const button = (words, onclick) => el("button", { type: "button", onclick }, words);

function nameButton(row) {
  const attributes = { type: "button", dir: "auto", onclick: () => choose("node", row) };
  return el("button.name", attributes, cut(graph.nodes[row].label, 120));
}

function webLink(href, words) {
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, words);
}

function isWebAddress(address) {
  return /^https?:\/\//i.test(address ?? "") && URL.canParse(address);
}

/* Words */

const rowsOf = (list) => [...list.keys()];
const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
const numeral = (number) => number.toLocaleString("en");
const plural = (number, one) => `${numeral(number)} ${number === 1 ? one : `${one}s`}`;
const titleOf = (document) => document.title ?? document.id;

/** The statement, never to be taken for a fact where the text does not state it as one. */
function ledStatement(fact, length) {
  const lead = leadOf(fact);
  return cut(lead ? `${lead}: ${fact.text}` : fact.text, length);
}

function leadOf({ status, modality }) {
  const lead = [LEADS[status], MODALITIES[modality]].filter(Boolean).join(", ");
  return lead.charAt(0).toUpperCase() + lead.slice(1);
}

/* Dates: a year, a month, a day, or two of them with a slash between */

const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

function period(time) {
  const [first, last = first] = (time ?? "").split("/");
  if (!DATE.test(first) || !DATE.test(last)) return null;
  return [first + "-01-01".slice(first.length - 4), last + "-12-31".slice(last.length - 4)];
}

const readableTime = (time) => time.split("/").map(readableDate).join(" to ");

function readableDate(date) {
  const day = new Date(date);
  if (!DATE.test(date) || Number.isNaN(day.getTime())) return cut(date, 40);
  const parts = { year: "numeric", month: "long", day: "numeric" };
  const known = Object.entries(parts).slice(0, date.split("-").length);
  return day.toLocaleDateString("en-GB", { ...Object.fromEntries(known), timeZone: "UTC" });
}

/* What is asked of each fact and node again and again */

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

const unfiltered = () => ({
  hiddenTypes: new Set(), hiddenStatuses: new Set(), relation: "", document: "", confidence: 0, from: 0,
  to: dates.length - 1, undated: true, loose: linked.filter((others) => !others.size).length <= FEW, rows: PAGE,
});
const state = { chosen: null, around: null, extra: new Set(), sort: ["place", 1], ...unfiltered() };
let drawing;

const datesChosen = () => state.from > 0 || state.to < dates.length - 1;

function factPasses(fact) {
  return !state.hiddenStatuses.has(fact.status)
    && (state.relation === "" || fact.relation === state.relation)
    && (state.document === "" || fact.documents.includes(Number(state.document)))
    && fact.confidence >= state.confidence
    && datePasses(fact)
    && typesPass(fact)
    && (state.around === null || fact.entities.includes(state.around));
}

function datePasses({ period }) {
  if (!period) return state.undated;
  return !datesChosen() || (period[1] >= dates[state.from] && period[0] <= dates[state.to]);
}

/** A fact stays while two of its entities, or its only one, are of types that are shown. */
function typesPass({ entities }) {
  const left = entities.filter((node) => !state.hiddenTypes.has(graph.nodes[node].type)).length;
  return left >= Math.min(2, entities.length);
}

function shown() {
  const facts = new Set(rowsOf(graph.facts).filter((row) => factPasses(graph.facts[row])));
  const told = new Set([...facts].flatMap((row) => graph.facts[row].entities));
  const nodes = new Set([...candidates()].filter((row) => nodePasses(row, told, facts)));
  const edges = rowsOf(graph.edges).filter((row) => edgePasses(graph.edges[row], nodes, facts));
  return { facts, nodes, edges: new Set(edges.slice(0, graph.drawn.edges)) };
}

function candidates() {
  if (state.around !== null) return new Set([state.around, ...linked[state.around]]);
  return new Set([...rowsOf(graph.nodes).slice(0, graph.drawn.nodes), ...state.extra]);
}

function nodePasses(row, told, facts) {
  if (state.hiddenTypes.has(graph.nodes[row].type)) return false;
  if (!state.loose && !linked[row].size && !state.extra.has(row)) return false;
  return told.has(row) || (!touching[row].length && facts.size === graph.facts.length);
}

function edgePasses({ from, to, facts }, nodes, passing) {
  return nodes.has(from) && nodes.has(to) && facts.some((row) => passing.has(row));
}

function refresh() {
  const now = shown();
  const { around } = state;
  const places = around === null ? undefined : rings(graph.nodes, around, linked[around], byId("drawing"));
  drawing.show(now.nodes, now.edges, places);
  drawing.light(state.chosen && litBy(...state.chosen));
  drawing.select(...(state.chosen ?? []));
  tellCount(now);
  fillTable(now.facts);
  byId("back").hidden = state.around === null;
}

function litBy(kind, row) {
  if (kind === "node") {
    return { nodes: new Set([row, ...linked[row]]), edges: edgesWhere(({ from, to }) => from === row || to === row) };
  }
  const facts = kind === "edge" ? graph.edges[row].facts : [row];
  const edges = edgesWhere((edge) => edge.facts.some((fact) => facts.includes(fact)));
  return { nodes: new Set(facts.flatMap((fact) => graph.facts[fact].entities)), edges };
}

function edgesWhere(test) {
  return new Set(rowsOf(graph.edges).filter((row) => test(graph.edges[row])));
}

function tellCount({ facts, nodes }) {
  const part = (some, all) => (some === all ? numeral(all) : `${numeral(some)} of ${numeral(all)}`);
  const most = graph.nodes.length > graph.drawn.nodes && state.around === null;
  const numbers = [part(facts.size, graph.facts.length), part(nodes.size, graph.nodes.length)];
  byId("count").textContent = `Showing ${numbers[0]} facts, ${numbers[1]} entities`
    + (most ? ": the most mentioned. Search or choose a name to draw more." : ".");
}

/* Choosing, going back, and the address that keeps both */

function choose(kind, row) {
  state.chosen = kind ? [kind, row] : null;
  if (kind === "node") state.extra.add(row);
  writeAddress();
  refresh();
  fillPanel();
  if (kind) bringDrawing();
  if (kind) drawing.reveal([...drawing.lit.nodes]);
}

/** On a phone, scroll to the drawing, which the panel leaves free. */
function bringDrawing() {
  if (phone.matches) byId("drawing").scrollIntoView();
}

/** Choose what was found in the table or the search, and go on reading in the panel. */
function chooseAndRead(kind, row) {
  choose(kind, row);
  byId("panel").focus();
}

/** Close the panel; who came from the table is back at that row. */
function closePanel() {
  const [kind, row] = state.chosen ?? [];
  const held = byId("panel").contains(document.activeElement);
  choose(null);
  if (held && kind === "fact") document.querySelector(`[data-row="${row}"] button`)?.focus();
}

function focusOn(row) {
  state.around = row;
  if (row !== null) state.chosen = ["node", row];
  writeAddress();
  refresh();
  fillPanel();
  bringDrawing();
  frame();
}

function frame() {
  if (state.around === null) drawing.fitMost();
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

function rowWith(kind, value) {
  const [list, key] = KEYS[kind];
  const row = value === null ? -1 : graph[list].findIndex((item) => item[key] === value);
  return row < 0 ? null : row;
}

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const kind = Object.keys(KEYS).find((name) => rowWith(name, words.get(name)) !== null);
  state.chosen = kind ? [kind, rowWith(kind, words.get(kind))] : null;
  state.around = rowWith("node", words.get("around"));
  if (kind === "node") state.extra.add(state.chosen[1]);
  refresh();
  fillPanel();
  frame();
}

/* The panel */

function fillPanel() {
  const panel = byId("panel");
  const [kind, row] = state.chosen ?? [];
  const held = panel.contains(document.activeElement);
  const parts = { node: nodePanel, edge: edgePanel, fact: factPanel }[kind]?.(row) ?? overview();
  panel.replaceChildren(...parts.flat().filter(Boolean));
  panel.classList.toggle("chosen", Boolean(kind));
  panel.scrollTop = 0;
  if (held) panel.focus({ preventScroll: true });
}

const meta = (...parts) => el("p.meta", ...parts);

function panelHead(kicker, ...title) {
  const close = el("button.close", { type: "button", "aria-label": "Close", onclick: closePanel }, "×");
  return el("div.head", el("p.kicker", kicker), el("h2", { dir: "auto" }, title), close);
}

function overview() {
  const most = graph.nodes.filter(({ id }) => touching[id].length).slice(0, 8);
  return [
    el("h2", "Most mentioned"),
    el("ol.most", most.map((node) => el("li", glyph(node), nameButton(node.id), number(node.mentions)))),
    el("h2", graph.documents.length === 1 ? "The document" : "The documents"),
    el("ul.sources", graph.documents.slice(0, 50).map((document) => el("li", citation(document)))),
  ];
}

const number = (value) => el("span.number", numeral(value));

function nodePanel(row) {
  const node = graph.nodes[row];
  const facts = [...touching[row]].sort(byDate);
  return [
    panelHead(TYPES[node.type] ?? node.type, glyph(node), " ", cut(node.label, 200)),
    meta(`${plural(node.mentions, "mention")} in ${plural(node.documents, "document")}`),
    node.aliases.length && meta({ dir: "auto" }, cut(`Also called ${node.aliases.join(", ")}`, 600)),
    node.links.filter(isWebAddress).map((address) => meta(webLink(address, address))),
    el("p.actions", nodeActions(row)),
    el("h3.rule", plural(facts.length, "fact")),
    facts.map((fact, index) => factCard(fact, index < 3)),
  ];
}

function nodeActions(row) {
  const waiting = [...linked[row]].filter((other) => !drawing.drawn.nodes.has(other)).length;
  if (state.around === row) return [];
  return [
    linked[row].size && button("Only its neighbours", () => focusOn(row)),
    waiting && state.around === null && button(`Draw ${plural(waiting, "more neighbour")}`, () => drawNeighbours(row)),
  ];
}

function edgePanel(row) {
  const { from, to, label, facts } = graph.edges[row];
  const title = [nameButton(from), el("span.relation", ` ${cut(label, 120)} `), nameButton(to)];
  const cards = [...facts].sort(byDate).map((fact) => factCard(fact, true));
  return [panelHead(`${plural(facts.length, "fact")} on this line`, ...title), key(), cards];
}

function factPanel(row) {
  const fact = graph.facts[row];
  const head = panelHead(leadOf(fact) || "Fact", ...statement(fact));
  return [head, meta(lineSample(fact.status), ` ${summary(fact)}`), key(), factBody(fact)];
}

/** What the marks in a sentence mean. */
function key() {
  const marks = ["subject", "predicate", "object", "other", "cue"].map((role) => el(`mark.${role}`, role));
  return el("p.key", "Marked: ", marks.flatMap((mark) => [mark, " "]));
}

function byDate(a, b) {
  const [left, right] = [a, b].map((row) => graph.facts[row].period?.[0] ?? "9999");
  return left < right ? -1 : left > right ? 1 : a - b;
}

function statement({ words }) {
  return words.flatMap((word) => [typeof word === "number" ? nameButton(word) : cut(word, 200), " "]);
}

/** A fact that unfolds; its sentences are made when it first does. */
function factCard(row, open) {
  const fact = graph.facts[row];
  const body = el("div");
  const head = el("span.words", { dir: "auto" }, ledStatement(fact, 400));
  const below = el("span.meta", lineSample(fact.status), el("span", summary(fact)));
  const card = el("details.fact", { open }, el("summary", head, below), body);
  const fill = () => { if (card.open && !body.hasChildNodes()) body.append(...factBody(fact)); };
  card.addEventListener("toggle", fill);
  fill();
  return card;
}

function summary({ status, time, evidence }) {
  return [status, time && readableTime(time), plural(evidence.length, "passage")].filter(Boolean).join(" · ");
}

function factBody(fact) {
  const factors = fact.factors.map(([name, value]) => `${name} ${value}`).join(" × ");
  return [
    fact.attribution.length && meta("Source: ", chain(fact.attribution)),
    ...fact.evidence.map((evidence) => passage(evidence, fact)),
    el("p.meta.small", `Confidence ${fact.confidence.toFixed(2)}`, factors && ` = ${factors}`),
  ].filter(Boolean);
}

/** Who says it, outermost first: The Harbour Post says (“reported”) › Tomas Berg believes (“said”). */
function chain(attribution) {
  return attribution.flatMap(({ entity, label, cue, stance }, index) => [
    index ? " › " : "",
    entity === null ? cut(label, 120) : nameButton(entity),
    ` ${stance}${cue ? ` (“${cue}”)` : ""}`,
  ]);
}

function passage(evidence, fact) {
  const [document, start, end] = graph.quotes[evidence.sentence];
  const spans = spansOf(evidence, fact);
  const outside = spans.filter((span) => !isInside(span.quote, evidence.sentence));
  const place = `Characters ${start}–${end}${evidence.rule ? `, rule “${evidence.rule}”` : ""}`;
  return el("figure",
    el("blockquote", { dir: "auto" }, marked(evidence.sentence, spans)),
    outside.map(quoteElsewhere),
    el("figcaption", citation(graph.documents[document]), el("span.small", place)));
}

function quoteElsewhere({ role, quote }) {
  const [document, start, end, words] = graph.quotes[quote];
  const place = ` at ${start}–${end} of ${cut(titleOf(graph.documents[document]), 80)}`;
  return meta(`${role}: `, el(`mark.${role}`, words), place);
}

const MARKS = { subject: "subject", object: "object", indirect_object: "object" };

function spansOf({ predicate, arguments: filled, cues }, { roles }) {
  return [
    ...filled.map((quote, index) => ({ role: MARKS[roles[index]] ?? "other", quote })),
    { role: "predicate", quote: predicate },
    ...cues.map((quote) => ({ role: "cue", quote })),
  ];
}

function isInside(quote, sentence) {
  const [document, start, end] = graph.quotes[sentence];
  const [other, first, last] = graph.quotes[quote];
  return other === document && first >= start && last <= end;
}

/** The sentence in pieces, one mark for each stretch with the same roles; offsets count code points. */
function marked(sentence, spans) {
  const [, start, , words] = graph.quotes[sentence];
  const letters = Array.from(words);
  const inside = spans.filter(({ quote }) => isInside(quote, sentence))
    .map(({ role, quote }) => ({ role, first: graph.quotes[quote][1] - start, last: graph.quotes[quote][2] - start }));
  const edges = new Set([0, letters.length, ...inside.flatMap(({ first, last }) => [first, last])]);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1];
    const over = inside.filter(({ first, last }) => first <= from && to <= last);
    return markedPiece(letters.slice(from, to).join(""), [...new Set(over.map(({ role }) => role))]);
  });
}

function markedPiece(text, roles) {
  return roles.length ? el(["mark", ...roles].join("."), { title: roles.join(", ") }, text) : text;
}

function citation({ id, title, publisher, published, authors, source }) {
  const name = cut(title ?? id, 200);
  const rest = [authors.join(", "), publisher, published && readableTime(published)].filter(Boolean).join(", ");
  const cite = el("cite", { dir: "auto" }, isWebAddress(source) ? webLink(source, name) : name);
  return [cite, rest && el("span", ` ${rest}`)];
}

/* The table */

const COLUMNS = {
  place: ["Fact", (row) => row],
  status: ["Status", (row) => Object.keys(STATUSES).indexOf(graph.facts[row].status)],
  time: ["Date", (row) => graph.facts[row].period?.[0] ?? "9999"],
  confidence: ["Confidence", (row) => graph.facts[row].confidence],
  passages: ["Passages", (row) => graph.facts[row].evidence.length],
  document: ["Document", (row) => graph.facts[row].documents[0] ?? Infinity],
};

function makeTableHead() {
  const heads = Object.entries(COLUMNS).map(([column, [words]]) =>
    el(`th.${column}`, { scope: "col", id: `by-${column}` }, button(words, () => sortBy(column))));
  byId("facts").tHead.rows[0].replaceChildren(...heads);
}

function sortBy(column) {
  state.sort = [column, state.sort[0] === column ? -state.sort[1] : 1];
  refresh();
}

function fillTable(facts) {
  const rows = sorted([...facts], ...state.sort);
  byId("facts").tBodies[0].replaceChildren(...rows.slice(0, state.rows).map(tableRow));
  for (const column of Object.keys(COLUMNS)) byId(`by-${column}`).setAttribute("aria-sort", sortOf(column));
  byId("table-title").textContent = plural(facts.size, "fact");
  byId("more").hidden = rows.length <= state.rows;
  byId("more").textContent = `Show ${Math.min(PAGE, rows.length - state.rows)} more`;
}

function sorted(rows, column, direction) {
  const value = COLUMNS[column][1];
  return rows.sort((a, b) => (value(a) < value(b) ? -direction : value(a) > value(b) ? direction : a - b));
}

function sortOf(column) {
  const [now, direction] = state.sort;
  return column !== now ? "none" : direction > 0 ? "ascending" : "descending";
}

function tableRow(row) {
  const fact = graph.facts[row];
  const chosen = state.chosen?.[0] === "fact" && state.chosen[1] === row;
  return el("tr", { "data-row": row, "aria-current": chosen && "true" },
    el("td.place", { dir: "auto" }, button(cut(fact.text, 300), () => chooseAndRead("fact", row))),
    el("td.status", lineSample(fact.status), ` ${fact.status}`),
    el("td.time", fact.time && readableTime(fact.time)),
    el("td.confidence", fact.confidence.toFixed(2)),
    el("td.passages", String(fact.evidence.length)),
    el("td.document", { dir: "auto" }, fact.documents.map((at) => cut(titleOf(graph.documents[at]), 60)).join("; ")));
}

/* The search */

let suggestions = [];
let marker = -1;

function search(query) {
  const wanted = query.trim().toLowerCase();
  const has = (text) => text.toLowerCase().includes(wanted);
  if (!wanted) return [];
  const names = graph.nodes.filter(({ label, aliases }) => [label, ...aliases].some(has));
  const first = ({ label }) => Number(label.toLowerCase().startsWith(wanted));
  names.sort((a, b) => first(b) - first(a) || a.id - b.id);
  const facts = rowsOf(graph.facts).filter((row) => has(graph.facts[row].text));
  return [...names.slice(0, 7).map(({ id }) => ["node", id]), ...facts.slice(0, 5).map((row) => ["fact", row])];
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
  const content = kind === "node" ? suggestedName(graph.nodes[row]) : suggestedFact(graph.facts[row]);
  return el("li", { role: "option", id: `option-${index}`, onmousedown: pick }, content);
}

function suggestedName(node) {
  const aliases = el("small", cut(node.aliases.join(", "), 60));
  return [glyph(node), el("span", { dir: "auto" }, cut(node.label, 80)), aliases];
}

function suggestedFact(fact) {
  return [lineSample(fact.status), el("span", { dir: "auto" }, ledStatement(fact, 120))];
}

function tellMarker() {
  const items = [...byId("suggestions").children];
  byId("search").setAttribute("aria-expanded", String(!byId("suggestions").hidden));
  byId("search").setAttribute("aria-activedescendant", marker < 0 ? "" : `option-${marker}`);
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === marker)));
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
  const controls = [
    group("Entities", typeBoxes()), group("Facts", statusBoxes()), relationChoice(), documentChoice(),
    confidenceSlider(), dateSliders(),
    linked.some((others) => !others.size) && tick("Entities without a line", "loose"),
  ];
  byId("controls").replaceChildren(...controls.filter(Boolean));
}

const group = (title, ...content) => el("fieldset", el("legend", title), ...content);

/** A listener that alters the state by the control's value and shows what passes now. */
function change(alter) {
  return ({ target }) => {
    alter(target);
    state.rows = PAGE;
    refresh();
  };
}

function countBy(list, property) {
  const counts = new Map();
  for (const item of list) counts.set(item[property], (counts.get(item[property]) ?? 0) + 1);
  return counts;
}

function typeBoxes() {
  const known = Object.keys(TYPES);
  const order = (type) => (known.includes(type) ? known.indexOf(type) : known.length);
  return [...countBy(graph.nodes, "type")].sort(([a], [b]) => order(a) - order(b)).map(([type, count]) => {
    const mark = glyph(graph.nodes.find((node) => node.type === type));
    return filterBox(state.hiddenTypes, type, count, mark, cut(TYPES[type] ?? type, 40), type);
  });
}

function statusBoxes() {
  const counts = countBy(graph.facts, "status");
  return Object.keys(STATUSES).filter((status) => counts.has(status)).map((status) =>
    filterBox(state.hiddenStatuses, status, counts.get(status), lineSample(status), status, STATUSES[status]));
}

function filterBox(hidden, value, count, mark, words, title) {
  const toggle = change(({ checked }) => { hidden[checked ? "delete" : "add"](value); });
  const box = el("input", { type: "checkbox", checked: !hidden.has(value), onchange: toggle });
  return el("label.box", { title }, box, mark, el("span", words), number(count));
}

function tick(words, name) {
  const toggle = change(({ checked }) => { state[name] = checked; });
  return el("label.box", el("input", { type: "checkbox", checked: state[name], onchange: toggle }), el("span", words));
}

function choice(title, name, all, options) {
  const items = [["", all], ...options].map(([value, words]) => el("option", { value }, words));
  return el("label.field", title, el("select", { onchange: change(({ value }) => { state[name] = value; }) }, items));
}

function relationChoice() {
  const counts = [...countBy(graph.facts, "relation")].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const options = counts.map(([relation, count]) => [relation, `${cut(relation, 40)} (${count})`]);
  return counts.length > 1 && choice("Relation", "relation", "All relations", options);
}

function documentChoice() {
  const options = graph.documents.map((document, row) => [String(row), cut(titleOf(document), 60)]);
  return options.length > 1 && choice("Document", "document", "All documents", options);
}

function slider(title, attributes, words, alter) {
  const output = el("output", words(attributes.value));
  const oninput = change(({ value }) => {
    alter(Number(value));
    output.textContent = words(Number(value));
  });
  return el("label.field", el("span", title, " ", output), el("input", { type: "range", ...attributes, oninput }));
}

function confidenceSlider() {
  const values = graph.facts.map(({ confidence }) => confidence);
  const min = Math.floor(20 * values.reduce((a, b) => Math.min(a, b), 1)) / 20;
  const max = Math.floor(20 * values.reduce((a, b) => Math.max(a, b), 0)) / 20;
  const alter = (value) => { state.confidence = value > min ? value : 0; };
  return min < max && slider("Confidence at least", { min, max, step: 0.05, value: min }, (at) => at.toFixed(2), alter);
}

function dateSliders() {
  if (dates.length < 2) return null;
  const words = (at) => readableDate(dates[at]);
  const end = (title, name) => {
    const attributes = { min: 0, max: dates.length - 1, step: 1, value: state[name] };
    return slider(title, attributes, words, (at) => { state[name] = at; });
  };
  const undated = graph.facts.some(({ period }) => !period);
  return group("Dates", end("From", "from"), end("To", "to"), undated && tick("Facts without a date", "undated"));
}

/* Buttons, hints and the start */

function reset() {
  Object.assign(state, { chosen: null, around: null, extra: new Set() }, unfiltered());
  makeControls();
  writeAddress();
  refresh();
  fillPanel();
  frame();
}

async function savePicture() {
  const address = URL.createObjectURL(await drawing.picture(`${document.title} (Factloom)`));
  el("a", { href: address, download: "graph.png" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

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
    fit: () => drawing.fit(), reset, picture: savePicture, more: showMore,
    theme: () => setTheme(document.documentElement.dataset.theme !== "dark"),
  };
  for (const [id, action] of Object.entries(clicks)) byId(id).addEventListener("click", action);
  setAll(byId("search"), { oninput: suggest, onkeydown: searchKey, onblur: closeSearch });
  dark.addEventListener("change", () => setTheme(dark.matches));
  phone.addEventListener("change", () => { byId("filters").open = !phone.matches; });
  window.addEventListener("popstate", readAddress);
  document.addEventListener("keydown", ({ key: pressed, target }) => {
    if (pressed === "Escape" && target !== byId("search")) closePanel();
  });
  setTheme(dark.matches);
}

function start() {
  document.querySelector("main").hidden = false;
  byId("filters").open = !phone.matches;
  drawing = new Drawing(byId("drawing"), graph, { choose, open: focusOn, hint });
  makeTableHead();
  makeControls();
  listen();
  readAddress();
}

start();

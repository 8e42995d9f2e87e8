/* The panel: names, facts and the sentences that say them. */

function fillPanel() {
  const panel = byId("panel");
  const [kind, row] = state.chosen ?? [];
  const held = panel.contains(document.activeElement);
  const parts = { node: nodePanel, edge: edgePanel, fact: factPanel }[kind]?.(row)
    ?? (state.ends ? pathPanel(drawn.way, ...state.ends) : overview());
  panel.replaceChildren(...parts.flat(Infinity).filter(Boolean));
  panel.classList.toggle("chosen", Boolean(kind ?? state.ends));
  panel.scrollTop = 0;
  if (held) panel.focus({ preventScroll: true });
}

const meta = (...parts) => el("p.meta", ...parts);

function panelHead(kicker, title, onclick = closePanel) {
  const close = el("button.close", { type: "button", "aria-label": "Close", onclick }, "×");
  return el("div.head", el("p.kicker", kicker), el("h2", { dir: "auto" }, title), close);
}

function overview() {
  const most = graph.nodes.filter(({ id }) => touching[id].length).slice(0, 8);
  const { conflicts } = graph;
  return [
    el("h2", "Most mentioned"),
    el("ol.most", most.map((node) => el("li", glyph(node), nameButton(node.id), number(node.mentions)))),
    conflicts.length && el("h2", "Contradictions"),
    conflicts.length && el("ul.conflicts", conflicts.slice(0, 50).map((conflict) => el("li", contradiction(conflict)))),
    el("h2", graph.documents.length === 1 ? "The document" : "The documents"),
    el("ul.sources", graph.documents.slice(0, 50).map((document) => el("li", citation(document)))),
  ];
}

const number = (value) => el("span.number", numeral(value));

function nodePanel(row) {
  const node = graph.nodes[row];
  const facts = [...touching[row]].sort(byDate);
  return [
    panelHead(cut(typeWords(node.type), 60), [glyph(node), " ", cut(node.label, 200)]),
    meta(`${plural(node.mentions, "mention")} in ${plural(node.documents, "document")}`),
    node.aliases.length && meta({ dir: "auto" }, cut(`Also called ${node.aliases.join(", ")}`, 600)),
    node.links.some(isWebAddress) && meta("Known elsewhere: ", links(node.links.filter(isWebAddress))),
    node.merges.length && joined(node.merges),
    el("p.actions", nodeActions(row)),
    el("h3.rule", plural(facts.length, "fact")),
    facts.map((fact, index) => factCard(fact, index < 3)),
  ];
}

const HOSTS = {
  __proto__: null, "sws.geonames.org": "GeoNames", "www.wikidata.org": "Wikidata", "www.iso.org": "ISO 3166",
};

function links(addresses) {
  return addresses.flatMap((address, index) => {
    const words = HOSTS[new URL(address).host] ?? cut(address, 120);
    return [index ? ", " : "", webLink(address, words)];
  });
}

/** Why the mentions of different documents, or different names, were found to be one thing. */
function joined(merges) {
  const items = merges.map(({ names, rule, certainty, evidence = [], against = [] }) => el("li", { dir: "auto" },
    [...new Set(names)].map((name) => `“${cut(name, 80)}”`).join(" is "), `: ${cut(rule, 200)}`,
    evidence.length && `; ${cut(evidence.join(", "), 300)}`,
    against.length && `; against it: ${cut(against.join(", "), 300)}`,
    ` (${certainty.toFixed(2)})`));
  const title = `Joined by ${plural(merges.length, "decision")}: why?`;
  return el("details.joined", el("summary.meta", title), el("ul", items));
}

function nodeActions(row) {
  const waiting = nearest(row).filter((other) => !drawing.drawn.nodes.has(other)).length;
  if (state.start === row) return [el("span.meta", "Choose the other end of the path, by name or in the drawing.")];
  return [
    linked[row].size && state.around !== row && button("Only its neighbours", () => focusOn(row)),
    linked[row].size && button("Path to …", () => askForEnd(row)),
    waiting && whole() && button(`Draw ${plural(waiting, "more neighbour")}`, () => drawNeighbours(row)),
  ];
}

function pathPanel(way, start, goal) {
  const head = panelHead("Shortest path", [nameButton(start), " to ", nameButton(goal)], () => focusOn(null));
  const short = `${plural(way.steps.length - 1, "step")} along the facts that the filters let through.`;
  if (!way.edges.length) return [head, meta("No path along the facts that the filters let through.")];
  const pairs = way.steps.slice(1).map((row, index) => [way.steps[index], row]);
  return [head, meta(short), pairs.map(([a, b]) => [
    el("h3.rule", nameButton(a), " – ", nameButton(b)),
    factsBetween(a, b, way).map((fact, index) => factCard(fact, index === 0)),
  ])];
}

function edgePanel(row) {
  const { from, to, label, facts } = graph.edges[row];
  const title = [nameButton(from), el("span.relation", ` ${cut(label, 120)} `), nameButton(to)];
  const cards = [...facts].sort(byDate).map((fact) => factCard(fact, true));
  return [panelHead(`${plural(facts.length, "fact")} on this line`, title), key(), cards];
}

function factPanel(row) {
  const fact = graph.facts[row];
  const head = panelHead(leadOf(fact) || "Fact", statement(fact));
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

function summary({ status, time, evidence, sources, conflicts }) {
  return [
    status, time && readableTime(time), plural(evidence.length, "passage"), sources > 1 && plural(sources, "source"),
    conflicts.length > 0 && (conflicts.every(({ kind }) => kind === "update") ? "told differently" : "contradicted"),
  ].filter(Boolean).join(" · ");
}

const CONFLICTS = {
  __proto__: null,
  denied: "Told and denied", value: "Told in different ways", update: "Told differently on another day",
};

/** What facts contradict each other, each of them but `own` to be read with a click. */
function contradiction({ kind, facts, note }, own) {
  const others = facts.filter((row) => graph.facts[row] !== own).map((row) =>
    el("button.name", { type: "button", dir: "auto", onclick: () => chooseAndRead("fact", row) },
      ledStatement(graph.facts[row], 200)));
  return [el("strong", CONFLICTS[kind] ?? kind), `: ${cut(note, 400)}`, ...others];
}

function factBody(fact) {
  const factors = fact.factors.map(([name, value]) => `${name} ${value}`).join(" × ");
  return [
    fact.attribution.length && meta("Source: ", chain(fact.attribution)),
    fact.told && meta(`Told from ${fact.told.map(readableTime).join(" to ")}`),
    ...fact.conflicts.map((conflict) => el("p.meta.conflicts", contradiction(conflict, fact))),
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
  const [document, start, end] = graph.sentences[evidence.sentence];
  const spans = spansOf(evidence, fact);
  const outside = spans.filter(({ place }) => place.length === 4);
  const place = `Characters ${start}–${end}${evidence.rule ? `, rule “${evidence.rule}”` : ""}`;
  return el("figure",
    el("blockquote", { dir: "auto" }, marked(evidence.sentence, spans)),
    outside.map(quoteElsewhere),
    el("figcaption", citation(graph.documents[document]), el("span.small", place)));
}

/** A span is [start, end] in its sentence, or [document, start, end, words] where it lies outside. */
function quoteElsewhere({ role, place: [document, start, end, words] }) {
  const where = ` at ${start}–${end} of ${cut(titleOf(graph.documents[document]), 80)}`;
  return meta(`${role}: `, el(`mark.${role}`, words), where);
}

const MARKS = { __proto__: null, subject: "subject", object: "object", indirect_object: "object" };

function spansOf({ predicate, arguments: filled, cues }, { roles }) {
  return [
    ...filled.map((place, index) => ({ role: MARKS[roles[index]] ?? "other", place })),
    { role: "predicate", place: predicate },
    ...cues.map((place) => ({ role: "cue", place })),
  ];
}

/** The sentence in pieces, one mark for each stretch with the same roles; offsets count code points. */
function marked(sentence, spans) {
  const [, start, , words] = graph.sentences[sentence];
  const letters = Array.from(words);
  const inside = spans.filter(({ place }) => place.length === 2)
    .map(({ role, place }) => ({ role, first: place[0] - start, last: place[1] - start }));
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


/* What is shown: the state of the page, and which facts, nodes and lines pass. */

const PAGE = 1000;  // rows of the table at a time; so many can be searched with the browser's own search
const FEW = 8;  // so many entities without a line do not disturb the first view
const loners = linked.filter((others) => !others.size).length;
const NEAR = 300;  // neighbours that are drawn around one node

const unfiltered = () => ({
  hiddenTypes: new Set(), hiddenStatuses: new Set(), relation: "", document: "", words: "", confidence: 0, from: 0,
  to: dates.length - 1, undated: true, several: false,
  loose: loners <= FEW || loners === linked.length, rows: PAGE,
});
const nothingChosen = () => ({
  chosen: null, around: null, ends: null, start: null, corner: null, place: null, extra: new Set(),
});
const state = { ...nothingChosen(), sort: ["place", 1], ...unfiltered() };
let drawing;
let drawn;  // what `shown` gave for the picture of now

const whole = () => state.around === null && state.ends === null;
const datesChosen = () => state.from > 0 || state.to < dates.length - 1;

function passesFilters(fact) {
  return !state.hiddenStatuses.has(fact.status)
    && (state.relation === "" || fact.relation === state.relation)
    && (state.document === "" || fact.documents.includes(Number(state.document)))
    && fact.confidence >= state.confidence
    && (!state.several || fact.sources > 1)
    && datePasses(fact)
    && typesPass(fact)
    && (state.words === "" || textOf(fact).includes(state.words.toLowerCase()));
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

/** The facts that pass, the nodes and lines to draw, the way between two nodes, and how many lines find no room. */
function shown() {
  const passing = new Set(rowsOf(graph.facts).filter((row) => passesFilters(graph.facts[row])));
  const way = state.ends && wayBetween(...state.ends, passing);
  const facts = narrowed(passing, way);
  const told = new Set([...facts].flatMap((row) => graph.facts[row].entities));
  const nodes = new Set([...candidates(way)].filter((row) => way || nodePasses(row, told, facts)));
  const edges = way ? way.edges : linesAmong(nodes, facts);
  const room = whole() ? graph.drawn.edges : Infinity;
  return { facts, nodes, way, edges: new Set(edges.slice(0, room)), left: Math.max(edges.length - room, 0) };
}

function narrowed(facts, way) {
  if (way) return new Set([...way.facts].sort((a, b) => a - b));
  if (state.around === null) return facts;
  return new Set(touching[state.around].filter((row) => facts.has(row)));
}

function candidates(way) {
  if (way) return way.nodes;
  if (state.around !== null) return new Set([state.around, ...nearest(state.around)]);
  return new Set([...graph.drawn.nodes, ...state.extra]);
}

/** The most mentioned neighbours. */
function nearest(row) {
  return [...linked[row]].sort((a, b) => a - b).slice(0, NEAR);
}

function nodePasses(row, told, facts) {
  if (state.hiddenTypes.has(graph.nodes[row].type)) return false;
  if (!state.loose && !linked[row].size && !state.extra.has(row)) return false;
  return told.has(row) || (!touching[row].length && facts.size === graph.facts.length);
}

/** The lines between these nodes, those of what is chosen first. */
function linesAmong(nodes, facts) {
  const [kind, chosen] = state.chosen ?? [];
  const own = kind === "node" ? lines[chosen] : kind === "edge" ? [chosen] : [];
  const all = [...new Set([...own, ...rowsOf(graph.edges)])];
  return all.filter((row) => linePasses(graph.edges[row], facts, nodes));
}

function linePasses({ from, to, facts: told }, facts, nodes) {
  return (!nodes || (nodes.has(from) && nodes.has(to))) && told.some((row) => facts.has(row));
}

function refresh() {
  drawn = shown();
  drawing.atOnce(() => {
    drawing.show(drawn.nodes, drawn.edges, placesNow(drawn));
    drawing.light(state.chosen && litBy(...state.chosen));
    drawing.select(...(state.chosen ?? []));
  });
  tellCount(drawn);
  fillTable(drawn.facts);
  byId("back").hidden = whole();
}

function placesNow({ nodes, way }) {
  if (way) return along(way.steps, byId("drawing"));
  if (state.around !== null) return rings(graph.nodes, state.around, nodes, byId("drawing"));
  settleNew(graph.nodes, nodes, linked);
  return undefined;
}

function litBy(kind, row) {
  if (kind === "node") return { nodes: new Set([row, ...linked[row]]), edges: new Set(lines[row]) };
  const facts = kind === "edge" ? graph.edges[row].facts : [row];
  const nodes = new Set(facts.flatMap((fact) => graph.facts[fact].entities));
  const edges = [...nodes].flatMap((node) => lines[node])
    .filter((edge) => graph.edges[edge].facts.some((fact) => facts.includes(fact)));
  return { nodes, edges: new Set(edges) };
}

function tellCount({ facts, nodes, left }) {
  const part = (some, all) => (some === all ? numeral(all) : `${numeral(some)} of ${numeral(all)}`);
  const numbers = [part(facts.size, graph.facts.length), part(nodes.size, graph.nodes.length)];
  const most = graph.nodes.length > graph.drawn.nodes.length && whole();
  const far = state.around === null ? 0 : Math.max(linked[state.around].size - NEAR, 0);
  byId("count").textContent = `Showing ${numbers[0]} facts, ${numbers[1]} entities`
    + (most ? ": the most mentioned and their neighbours. Search or choose a name to draw more." : ".")
    + (left ? ` ${plural(left, "lighter line")} between them ${left === 1 ? "is" : "are"} not drawn.` : "")
    + (far ? ` ${plural(far, "neighbour")} less mentioned ${far === 1 ? "is" : "are"} not drawn.` : "");
}

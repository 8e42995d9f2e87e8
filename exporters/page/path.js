/* The shortest way between two names along lines that pass the filters. */

/** The way as `steps` (nodes in order), with its nodes, lines and facts; null where there is none. */
function wayBetween(start, goal, passing) {
  const before = new Map([[start, null]]);
  for (const row of before.keys()) {
    if (row === goal) break;
    for (const other of neighboursBy(row, passing)) if (!before.has(other)) before.set(other, row);
  }
  if (!before.has(goal)) return { steps: [start, goal], nodes: new Set([start, goal]), edges: [], facts: new Set() };
  const steps = [];
  for (let row = goal; row !== null; row = before.get(row)) steps.unshift(row);
  return { ...linesAlong(steps, passing), steps };
}

/** The neighbours of a node, by the importance of the lines that lead to them. */
function neighboursBy(row, passing) {
  return lines[row].filter((edge) => linePasses(graph.edges[edge], passing)).map((edge) => otherEnd(edge, row))
    .filter((other) => !state.hiddenTypes.has(graph.nodes[other].type));
}

function otherEnd(edge, row) {
  const { from, to } = graph.edges[edge];
  return from === row ? to : from;
}

function linesAlong(steps, passing) {
  const pairs = steps.slice(1).map((row, index) => [steps[index], row]);
  const edges = pairs.flatMap(([a, b]) => lines[a]
    .filter((edge) => otherEnd(edge, a) === b && linePasses(graph.edges[edge], passing)));
  const facts = edges.flatMap((edge) => graph.edges[edge].facts.filter((row) => passing.has(row)));
  return { nodes: new Set(steps), edges, facts: new Set(facts) };
}

/** The facts of one step, the surest first. */
function factsBetween(a, b, { edges, facts }) {
  const rows = edges.filter((edge) => [a, b].includes(graph.edges[edge].from) && [a, b].includes(graph.edges[edge].to))
    .flatMap((edge) => graph.edges[edge].facts).filter((row) => facts.has(row));
  return [...new Set(rows)].sort((one, other) => graph.facts[other].confidence - graph.facts[one].confidence);
}

/** Ask for the other end: the next name that is chosen, in the search or in the drawing, is it. */
function askForEnd(row) {
  state.start = row;
  byId("search").placeholder = `Path from ${cut(graph.nodes[row].label, 40)} to …`;
  byId("search").focus();
  fillPanel();
}

function forgetStart() {
  state.start = null;
  byId("search").placeholder = "Search names and facts";
}

function showPath(start, goal) {
  forgetStart();
  Object.assign(state, { chosen: null, around: null, ends: [start, goal], place: null });
  remember();
  showAnew();
  bringDrawing();
}

/* The graph: what the file leaves out is filled in, and what is asked of facts and names again and again is kept. */

const graph = JSON.parse(document.getElementById("graph").textContent);
const touching = graph.nodes.map(() => []);  // the facts that speak of each node
const linked = graph.nodes.map(() => new Set());  // the nodes that a line joins to each
const lines = graph.nodes.map(() => []);  // the edges at each node, the most important first

const rowsOf = (list) => [...list.keys()];
const titleOf = (document) => document.title ?? document.id;

for (const node of graph.nodes) {
  Object.assign(node, { aliases: [], links: [], merges: [], ...node, ...graph.types[node.type] });
}

graph.facts.forEach((fact, row) => {
  const { words, time, evidence } = fact;
  fact.status ??= "asserted";
  fact.attribution ??= [];
  fact.factors ??= [];
  fact.sources ??= 1;
  fact.conflicts = [];
  fact.entities = [...new Set(words.filter((word) => typeof word === "number"))];
  fact.period = period(time);
  fact.text = words.map((word) => (typeof word === "number" ? graph.nodes[word].label : word)).join(" ");
  fact.documents = [...new Set(evidence.map(({ sentence }) => graph.sentences[sentence][0]))];
  for (const node of fact.entities) touching[node].push(row);
});

for (const conflict of graph.conflicts) for (const row of conflict.facts) graph.facts[row].conflicts.push(conflict);

graph.edges.forEach((edge, row) => {
  const { from, to } = edge;
  edge.status ??= "asserted";
  edge.width = 1.1 + 0.7 * Math.log2(edge.weight ?? 1);
  linked[from].add(to);
  linked[to].add(from);
  for (const end of new Set([from, to])) lines[end].push(row);
});

const dates = [...new Set(graph.facts.flatMap((fact) => (fact.period ? [fact.period[0]] : [])))].sort();

/** What search and filter look through, in small letters: the fact and the sentences that say it. */
function textOf(fact) {
  const sentences = fact.evidence.map(({ sentence }) => graph.sentences[sentence][3]);
  return (fact.searched ??= [fact.text, ...sentences].join("\n").toLowerCase());
}

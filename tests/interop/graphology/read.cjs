// Reads a GraphML or GEXF file as Gephi Lite does and prints what it found, as JSON.
const fs = require("fs");
const { DOMParser } = require("@xmldom/xmldom");
const { MultiGraph } = require("graphology");
const graphml = require("graphology-graphml");
const gexf = require("graphology-gexf");

global.DOMParser = DOMParser;
const path = process.argv[2];
const text = fs.readFileSync(path, "utf-8");
const graph = path.endsWith(".gexf")
  ? gexf.parse(MultiGraph, text, { addMissingNodes: true, allowUndeclaredAttributes: true })
  : graphml.parse(MultiGraph, text, { addMissingNodes: true });
const exported = graph.export();
console.log(JSON.stringify({ nodes: exported.nodes, edges: exported.edges }));

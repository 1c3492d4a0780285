// Opens a GraphML file with graphology and compares what it finds with what was meant.
//
// usage: node read_graphml.cjs FILE EXPECTED    (EXPECTED as for read_graphml.py)
//
// NODE_PATH says where graphology and graphology-graphml are. Exit status 77: they are missing.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');

let Graph, graphml;
try {
  Graph = require('graphology');
  graphml = require('graphology-graphml');
} catch (missing) {
  console.log(`skipped: ${missing.message.split('\n')[0]}; npm install graphology graphology-graphml, and set NODE_PATH`);
  process.exit(77);
}

const wanted = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
const graph = graphml.parse(Graph.MultiDirectedGraph, fs.readFileSync(process.argv[2], 'utf8'));

const nodes = {};
graph.forEachNode((id, attributes) => { nodes[id] = { ...attributes }; });
assert.deepStrictEqual(nodes, wanted.nodes);

assert.strictEqual(graph.size, Object.keys(wanted.edges).length);
graph.forEachEdge((id, attributes, source, target) => {
  const edge = wanted.edges[id];
  assert.ok(edge, `edge ${id} was never said`);
  assert.deepStrictEqual([source, target], [edge.source, edge.target], id);
  assert.deepStrictEqual({ ...attributes }, edge.data, id);
});
console.log(`${graph.order} nodes and ${graph.size} edges are as they were meant`);

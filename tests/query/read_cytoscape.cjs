// Opens Cytoscape JSON with cytoscape.js and compares it with what was meant.
//
// usage: node read_cytoscape.cjs FILE EXPECTED    (EXPECTED as for read_graphml.py)
//
// NODE_PATH says where cytoscape is. Exit status 77: it is missing.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');

let cytoscape;
try {
  cytoscape = require('cytoscape');
} catch (missing) {
  console.log(`skipped: ${missing.message.split('\n')[0]}; npm install cytoscape, and set NODE_PATH`);
  process.exit(77);
}

// JSON keeps characters that XML 1.0 lacks; the expectation is written for XML.
const plain = (value) => typeof value === 'string'
  ? value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd') : value;
const holds = (found, meant, where) => {
  for (const [name, value] of Object.entries(meant)) assert.strictEqual(plain(found[name]), value, `${where} ${name}`);
};

const file = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const wanted = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
const graph = cytoscape({ headless: true, elements: file.elements });
assert.strictEqual(graph.nodes().length, Object.keys(wanted.nodes).length);
assert.strictEqual(graph.edges().length, Object.keys(wanted.edges).length);
graph.nodes().forEach((node) => holds(node.data(), wanted.nodes[node.id()], node.id()));
graph.edges().forEach((edge) => {
  const meant = wanted.edges[edge.id()];
  assert.deepStrictEqual([edge.source().id(), edge.target().id()], [meant.source, meant.target]);
  holds(edge.data(), meant.data, edge.id());
});
console.log(`${graph.nodes().length} nodes and ${graph.edges().length} edges are as they were meant`);

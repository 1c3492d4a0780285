"""Holds a GEXF 1.3 file to its schema's rules and compares all it holds with what was meant.

usage: read_gexf.py FILE EXPECTED    (EXPECTED as for read_graphml.py)

GEXF_SCHEMA may name the gexf.xsd or gexf.rng of gephi/gexf (with its fellows beside it): the file is
then validated as well. Exit status 77: a module is missing.
"""
import copy
import datetime
import json
import os
import sys

try:
    from lxml import etree
except ImportError as missing:
    print(f"skipped: {missing}; install python3-lxml")
    sys.exit(77)

NS = {"g": "http://gexf.net/1.3"}
READ = {"string": str, "long": int, "integer": int, "double": float,
        "boolean": lambda text: {"true": True, "false": False}[text]}


def instant(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")


def attributes(graph, element):
    return {a.get("id"): (a.get("title"), READ[a.get("type")])
            for a in graph.findall(f"g:attributes[@class='{element}']/g:attribute", NS)}


def values(element, known):
    found = {}
    for value in element.findall("g:attvalues/g:attvalue", NS):
        name, convert = known[value.get("for")]
        assert name not in found, f"{name} twice"
        found[name] = convert(value.get("value"))
    return found


tree = etree.parse(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    wanted = json.load(file)
if schema := os.environ.get("GEXF_SCHEMA"):
    if schema.endswith(".rng"):  # which knows nothing of the attribute that XML Schema always allows
        bare = copy.deepcopy(tree)
        del bare.getroot().attrib["{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"]
        etree.RelaxNG(etree.parse(schema)).assertValid(bare)
    else:
        etree.XMLSchema(etree.parse(schema)).assertValid(tree)
root = tree.getroot()
assert root.tag == "{http://gexf.net/1.3}gexf" and root.get("version") == "1.3"
graph = root.find("g:graph", NS)
assert dict(graph.attrib) == {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "dateTime",
                              "timerepresentation": "interval"}, graph.attrib
order = [etree.QName(child).localname for child in graph]
assert order == ["attributes", "attributes", "nodes", "edges"], order

nodes, lives = {}, {}
for node in graph.iterfind("g:nodes/g:node", NS):
    assert node.get("id") not in nodes
    nodes[node.get("id")] = {"label": node.get("label"), **values(node, attributes(graph, "node"))}
    lives[node.get("id")] = instant(node.get("start")), instant(node.get("end"))
assert nodes == wanted["nodes"], (nodes, wanted["nodes"])

edges = {}
for edge in graph.iterfind("g:edges/g:edge", NS):
    data = {"label": edge.get("label"), "weight": float(edge.get("weight")),
            **values(edge, attributes(graph, "edge"))}
    assert edge.get("id") not in edges
    edges[edge.get("id")] = {"source": edge.get("source"), "target": edge.get("target"), "data": data}
    begin, end = instant(edge.get("start")), instant(edge.get("end"))
    assert begin.date().isoformat() == data["start"] and begin.time() == datetime.time()
    assert end.date().isoformat() == data["end"] and end.time() == datetime.time(23, 59, 59)
    assert edge.get("type") == ("undirected" if data["symmetric"] else "directed")
    assert edge.get("kind") == data.get("kind", data.get("mode", data["event_type"].lower()))
    for node in (edge.get("source"), edge.get("target")):
        assert lives[node][0] <= begin and end <= lives[node][1], "an edge outlives its node"
assert edges == wanted["edges"], (edges, wanted["edges"])
print(f"{len(nodes)} nodes and {len(edges)} edges are as they were meant")

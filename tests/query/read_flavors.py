"""Opens GraphML of the flavours yEd and APOC with NetworkX, and looks at what is theirs alone.

usage: read_flavors.py YED APOC EXPECTED    (EXPECTED as for read_graphml.py)
Exit status 77: a module is missing.
"""
import json
import sys

try:
    import networkx
    from lxml import etree
except ImportError as missing:
    print(f"skipped: {missing}; install python3-networkx and python3-lxml")
    sys.exit(77)

NS = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}
with open(sys.argv[3], encoding="utf-8") as file:
    wanted = json.load(file)


def check(path):
    graph = networkx.read_graphml(path, force_multigraph=True)
    assert isinstance(graph, networkx.MultiDiGraph)
    for node, meant in wanted["nodes"].items():
        assert meant.items() <= graph.nodes[node].items(), (graph.nodes[node], meant)
    found = {key: (source, target, data) for source, target, key, data in graph.edges(keys=True, data=True)}
    assert set(found) == set(wanted["edges"])
    for key, (source, target, data) in found.items():
        meant = wanted["edges"][key]
        assert (source, target) == (meant["source"], meant["target"])
        assert meant["data"].items() <= data.items(), (data, meant["data"])


check(sys.argv[1])
check(sys.argv[2])
yed = etree.parse(sys.argv[1])
for node in yed.iterfind(".//g:node", NS):
    (label,) = node.iterfind("g:data[@key='n_graphics']/y:ShapeNode/y:NodeLabel", NS)
    assert label.text == wanted["nodes"][node.get("id")]["label"]
for edge in yed.iterfind(".//g:edge", NS):
    (label,) = edge.iterfind("g:data[@key='e_graphics']/y:PolyLineEdge/y:EdgeLabel", NS)
    assert label.text == wanted["edges"][edge.get("id")]["data"]["label"]
apoc = etree.parse(sys.argv[2])
for node in apoc.iterfind(".//g:node", NS):
    assert node.get("labels") == ":Actor:" + wanted["nodes"][node.get("id")]["kind"].capitalize()
for edge in apoc.iterfind(".//g:edge", NS):
    assert edge.get("label") == wanted["edges"][edge.get("id")]["data"]["kind"].upper()
print(f"{len(wanted['nodes'])} nodes and {len(wanted['edges'])} edges are as they were meant")

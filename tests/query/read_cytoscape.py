"""Opens Cytoscape JSON with NetworkX and compares it with what was meant.

usage: read_cytoscape.py FILE EXPECTED    (EXPECTED as for read_graphml.py)
Exit status 77: a module is missing.
"""
import json
import sys

try:
    import networkx
except ImportError as missing:
    print(f"skipped: {missing}; install python3-networkx")
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    graph = networkx.cytoscape_graph(json.load(file))
with open(sys.argv[2], encoding="utf-8") as file:
    wanted = json.load(file)


def holds(found, meant):
    """JSON keeps characters that XML 1.0 lacks; the expectation is written for XML."""
    def plain(value):
        if not isinstance(value, str):
            return value
        return "".join("\ufffd" if ord(c) < 0x20 and c not in "\t\n\r" or c in "\ufffe\uffff" else c for c in value)
    return {name: plain(found.get(name)) for name in meant} == meant


assert isinstance(graph, networkx.MultiDiGraph), type(graph)
assert set(graph.nodes) == set(wanted["nodes"])
for node, data in graph.nodes(data=True):
    assert holds(data, wanted["nodes"][node]), (data, wanted["nodes"][node])
    assert holds(data, {"name": wanted["nodes"][node]["label"]})
edges = {key: (source, target, data) for source, target, key, data in graph.edges(keys=True, data=True)}
assert set(edges) == set(wanted["edges"])
for key, (source, target, data) in edges.items():
    meant = wanted["edges"][key]
    assert (source, target) == (meant["source"], meant["target"]), key
    assert holds(data, meant["data"]), (data, meant["data"])
print(f"{len(graph.nodes)} nodes and {len(edges)} edges are as they were meant")

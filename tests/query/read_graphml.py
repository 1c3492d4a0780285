"""Opens a GraphML file with NetworkX and igraph and compares all they find with what was meant.

usage: read_graphml.py FILE EXPECTED [BOOST]

EXPECTED is JSON: {"nodes": {id: {name: value}}, "edges": {id: {"source", "target", "data": {...}}}}.
BOOST is the same graph by Boost's write_graphml, of which actors, pairs and weights are compared.
Exit status 77: a module is missing.
"""
import json
import math
import sys

try:
    import igraph
    import networkx
except ImportError as missing:
    print(f"skipped: {missing}; install python3-networkx and python3-igraph")
    sys.exit(77)


def same(found, meant):
    if isinstance(meant, float) or isinstance(found, float):
        return found is not None and math.isclose(found, meant, rel_tol=0, abs_tol=0)
    return found == meant and isinstance(found, bool) == isinstance(meant, bool)


def compare(where, found, meant):
    """All that was meant is found, and nothing else but what a reader fills in for a missing value."""
    for name, value in meant.items():
        assert name in found, f"{where}: {name} is lost"
        assert same(found[name], value), f"{where}: {name} is {found[name]!r}, not {value!r}"
    for name, value in found.items():
        blank = value is None or value == "" or (isinstance(value, float) and math.isnan(value))
        assert name in meant or blank, f"{where}: {name}={value!r} was never said"


def check_networkx(path, expected):
    graph = networkx.read_graphml(path, force_multigraph=True)
    assert isinstance(graph, networkx.MultiDiGraph), type(graph)
    assert set(graph.nodes) == set(expected["nodes"]), set(graph.nodes) ^ set(expected["nodes"])
    for node, data in graph.nodes(data=True):
        compare(f"networkx node {node}", data, expected["nodes"][node])
    found = {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        assert key not in found, f"edge id {key} twice"
        found[key] = (source, target, data)
    assert set(found) == set(expected["edges"]), set(found) ^ set(expected["edges"])
    for key, (source, target, data) in found.items():
        edge = expected["edges"][key]
        assert (source, target) == (edge["source"], edge["target"]), key
        data = {name: value for name, value in data.items() if name != "id"}
        compare(f"networkx edge {key}", data, edge["data"])


def check_igraph(path, expected):
    graph = igraph.Graph.Read_GraphML(path)
    assert graph.is_directed()
    assert {v["id"] for v in graph.vs} == set(expected["nodes"])
    for vertex in graph.vs:
        data = {name: value for name, value in vertex.attributes().items() if name != "id"}
        compare(f"igraph node {vertex['id']}", data, expected["nodes"][vertex["id"]])
    assert sorted(e["id"] for e in graph.es) == sorted(expected["edges"])
    for edge in graph.es:
        meant = expected["edges"][edge["id"]]
        ends = graph.vs[edge.source]["id"], graph.vs[edge.target]["id"]
        assert ends == (meant["source"], meant["target"]), edge["id"]
        data = {name: value for name, value in edge.attributes().items() if name != "id"}
        compare(f"igraph edge {edge['id']}", data, meant["data"])


def check_boost(path, expected):
    graph = networkx.read_graphml(path, force_multigraph=True)
    names = {node: data["key"] for node, data in graph.nodes(data=True)}
    found = sorted((names[a], names[b], data["event"], data["weight"])
                   for a, b, data in graph.edges(data=True))
    keys = {node: data["key"] for node, data in expected["nodes"].items()}
    meant = sorted((keys[e["source"]], keys[e["target"]], e["data"]["event"], e["data"]["weight"])
                   for e in expected["edges"].values())
    assert found == meant, (found, meant)


with open(sys.argv[2], encoding="utf-8") as file:
    wanted = json.load(file)
assert wanted["nodes"] and wanted["edges"]
check_networkx(sys.argv[1], wanted)
check_igraph(sys.argv[1], wanted)
if len(sys.argv) > 3:
    check_boost(sys.argv[3], wanted)
print(f"{len(wanted['nodes'])} nodes and {len(wanted['edges'])} edges are as they were meant")

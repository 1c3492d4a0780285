"""Has Graphviz read a DOT file, as the JSON that it writes of it, and compares it with what was meant.

usage: read_dot.py FILE EXPECTED    (EXPECTED as for read_graphml.py)
Exit status 77: the program dot is missing.
"""
import json
import shutil
import subprocess
import sys

if not shutil.which("dot"):
    print("skipped: no dot; install graphviz")
    sys.exit(77)


def as_written(value):
    """Graphviz has texts only, and keeps escapes as they stand."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return value
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\ufffd")


def compare(where, found, meant):
    for name, value in meant.items():
        value = as_written(value)
        text = found[name].replace("\ufffe", "\ufffd")  # the expectation is written for XML
        if isinstance(value, (int, float)):
            text = type(value)(text)
        assert text == value, (where, name, text, value)


read = subprocess.run(["dot", "-Tdot_json", sys.argv[1]], capture_output=True, check=True, encoding="utf-8")
assert not read.stderr, read.stderr
graph = json.loads(read.stdout)
assert graph["directed"] and not graph["strict"]
with open(sys.argv[2], encoding="utf-8") as file:
    wanted = json.load(file)

names = [node["name"] for node in graph["objects"]]
assert sorted(names) == sorted(wanted["nodes"]), names
for node in graph["objects"]:
    compare(node["name"], node, wanted["nodes"][node["name"]])
assert sorted(edge["id"] for edge in graph["edges"]) == sorted(wanted["edges"])
for edge in graph["edges"]:
    meant = wanted["edges"][edge["id"]]
    assert (names[edge["tail"]], names[edge["head"]]) == (meant["source"], meant["target"]), edge["id"]
    assert edge["dir"] == ("none" if meant["data"]["symmetric"] else "forward")
    compare(edge["id"], edge, meant["data"])
drawn = subprocess.run(["dot", "-Tsvg", sys.argv[1]], capture_output=True, check=True, encoding="utf-8")
assert "O&#39;Néil &amp; &lt;Sons&gt; 日本" in drawn.stdout, drawn.stdout
print(f"{len(names)} nodes and {len(graph['edges'])} edges are as they were meant")

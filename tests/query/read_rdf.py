"""Opens RDF files with rdflib and compares them with the same events as JSON Lines.

usage: read_rdf.py LINES FILE OTHER    (files .ttl, .nt or .jsonld; both must hold the same triples)
Exit status 77: a module is missing.
"""
import json
import sys
import urllib.parse

try:
    import rdflib
except ImportError as missing:
    print(f"skipped: {missing}; install python3-rdflib")
    sys.exit(77)

FORMATS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}
SEM = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SCHEMA = rdflib.Namespace("https://schema.org/")
ANNALS = rdflib.Namespace("urn:annalist:term:")
PROPERTIES = {"source": SCHEMA.performer, "target": SCHEMA.about, "host": SCHEMA.organizer,
              "mediator": SCHEMA.contributor, "participant": SCHEMA.attendee}


def opened(path):
    with open(path, encoding="utf-8", newline="") as file:
        return rdflib.Graph().parse(data=file.read(), format=FORMATS[path.rsplit(".", 1)[1]])


def actor_iri(key):
    return rdflib.URIRef("urn:annalist:actor:" + urllib.parse.quote(key, safe="-._~:"))


def date(text):
    return rdflib.Literal(text, datatype=rdflib.XSD.date)


def check_sem(graph, node, event):
    assert (node, rdflib.RDF.type, SEM.Event) in graph
    assert set(graph.objects(node, SEM.hasActor)) == {actor_iri(a["key"]) for a in event["actors"]}
    roles = {(graph.value(role, rdflib.RDF.value), str(graph.value(role, SEM.roleType)))
             for role in graph.objects(node, ANNALS.hasRole)}
    assert roles == {(actor_iri(a["key"]), "urn:annalist:role:" + a["role"])
                     for a in event["actors"] if a["role"] != "participant"}, roles
    kinds = {str(kind).rsplit(":", 1)[1] for kind in graph.objects(node, SEM.eventType)}
    assert kinds == {event["type"]} | ({event["mode"]} if "mode" in event else set()), kinds
    if event["granularity"] == "day":
        assert graph.value(node, SEM.hasTimeStamp) == date(event["from"])
    elif event["granularity"] == "days":
        assert graph.value(node, SEM.hasBeginTimeStamp) == date(event["from"])
        assert graph.value(node, SEM.hasEndTimeStamp) == date(event["to"])
    else:
        assert graph.value(node, SEM.hasEarliestBeginTimeStamp) == date(event["from"])
        assert graph.value(node, SEM.hasLatestEndTimeStamp) == date(event["to"])
    for a in event["actors"]:
        assert graph.value(actor_iri(a["key"]), rdflib.RDFS.label) == rdflib.Literal(a["name"])
    if "place" in event:
        place = graph.value(node, SEM.hasPlace)
        assert str(graph.value(place, rdflib.RDFS.label)) == ", ".join(event["place"].values())


def check_schema(graph, node, event):
    assert (node, rdflib.RDF.type, SCHEMA.Event) in graph
    for role, name in PROPERTIES.items():
        meant = {actor_iri(a["key"]) for a in event["actors"] if a["role"] == role}
        assert set(graph.objects(node, name)) == meant, (role, meant)
    assert graph.value(node, SCHEMA.startDate) == rdflib.Literal(event["from"], datatype=SCHEMA.Date)
    assert graph.value(node, SCHEMA.endDate) == rdflib.Literal(event["to"], datatype=SCHEMA.Date)
    for a in event["actors"]:
        assert graph.value(actor_iri(a["key"]), SCHEMA.name) == rdflib.Literal(a["name"])
    if "place" in event:
        place = graph.value(node, SCHEMA.location)
        assert str(graph.value(place, SCHEMA.name)) == ", ".join(event["place"].values())
    if event["status"] == "planned":
        assert graph.value(node, SCHEMA.eventStatus) == SCHEMA.EventScheduled


with open(sys.argv[1], encoding="utf-8") as file:
    events = [json.loads(line) for line in file]
graph = opened(sys.argv[2])
assert set(graph) == set(opened(sys.argv[3])) or sys.argv[2].endswith(".jsonld")
check = check_schema if sys.argv[2].endswith(".jsonld") else check_sem
for event in events:
    node = rdflib.URIRef("urn:annalist:event:" + event["id"])
    check(graph, node, event)
    assert graph.value(node, ANNALS.confidence).toPython() == event["confidence"]
    assert str(graph.value(node, ANNALS.status)) == event["status"]
    sources = list(graph.objects(node, PROV.wasDerivedFrom))
    assert 1 <= len(sources) <= event["reports"]
    for source in sources:
        assert (source, rdflib.RDF.type, SCHEMA.NewsArticle) in graph
        assert str(graph.value(source, SCHEMA.url)).startswith("https://news.example/")
label = next(e["label"] for e in events if "\u0001" in e.get("label", "")) if sys.argv[2].endswith(".nt") else None
assert label is None or any(label in str(o) for o in graph.objects())
print(f"{len(events)} events in {len(graph)} triples are as they were meant")

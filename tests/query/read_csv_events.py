"""Reads the table of events with Python's csv module, and compares it with the same events as JSON Lines.

usage: read_csv_events.py TABLE LINES
"""
import csv
import json
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file, strict=True))
with open(sys.argv[2], encoding="utf-8") as file:
    events = [json.loads(line) for line in file]
assert len(rows) == len(events) > 0, (len(rows), len(events))


def shown(text):
    """As a cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in tuple("=+-@\t\r") else text


for row, event in zip(rows, events):
    place = event.get("place", {})
    meant = {
        "Id": event["id"], "First": event["from"], "Last": event["to"], "Days": event["days"],
        "DatePrecision": event["granularity"], "Assumed": str(event["assumed"]).lower(),
        "Type": event["type"], "Mode": event.get("mode", ""), "Kind": event.get("kind", ""),
        "Status": event["status"],
        "Actors": "; ".join(actor["name"] for actor in event["actors"]),
        "Roles": "; ".join(actor["role"] for actor in event["actors"]),
        "Keys": "; ".join(actor["key"] for actor in event["actors"]),
        "City": shown(place.get("city", "")), "Country": place.get("country", ""),
        "Count": str(event.get("count", 1)), "Mentions": str(event["reports"]),
        "Label": shown(event.get("label", "")), "Known": event["known"],
    }
    for name, value in meant.items():
        assert row[name] == value, (event["id"], name, row[name], value)
    assert float(row["Confidence"]) == event["confidence"]
    assert None not in row and None not in row.values(), "a row of another length"
print(f"{len(rows)} events are as they were meant")

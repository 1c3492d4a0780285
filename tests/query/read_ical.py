"""Opens an iCalendar file with the icalendar module and compares it with the same events as JSON Lines.

usage: read_ical.py CALENDAR LINES
Exit status 77: a module is missing.
"""
import datetime
import json
import sys

try:
    import icalendar
except ImportError as missing:
    print(f"skipped: {missing}; install python3-icalendar")
    sys.exit(77)

with open(sys.argv[1], "rb") as file:
    raw = file.read()
calendar = icalendar.Calendar.from_ical(raw)
with open(sys.argv[2], encoding="utf-8") as file:
    events = {event["id"]: event for event in map(json.loads, file)}
meant = {key: event for key, event in events.items() if event["granularity"] in ("instant", "day", "days")}
found = {str(entry["UID"]).split("@")[0]: entry for entry in calendar.walk("VEVENT")}
assert len(calendar.walk("VEVENT")) == len(found), "an UID twice"
assert set(found) == set(meant), set(found) ^ set(meant)

STATUS = {"planned": "TENTATIVE", "called-for": "TENTATIVE", "hypothetical": "TENTATIVE",
          "denied": "CANCELLED", "cancelled": "CANCELLED"}
day = datetime.date.fromisoformat
for key, entry in found.items():
    event = meant[key]
    assert entry.decoded("DTSTART") == day(event["from"]), key
    assert entry.decoded("DTEND") == day(event["to"]) + datetime.timedelta(days=1), key
    assert entry.decoded("DTSTAMP").date() == day(event["known"])
    names = [actor["name"] for actor in event["actors"]]
    summary = str(entry["SUMMARY"])
    for name in names + ([event["label"]] if "label" in event else []):
        text = "".join("\ufffd" if ord(c) < 0x20 and c not in "\n\t" else c for c in name)
        assert text in summary, (text, summary)
    expected = STATUS.get(event["status"], "TENTATIVE" if event["assumed"] else "CONFIRMED")
    assert str(entry["STATUS"]) == expected, key
    if "place" in event:
        assert str(entry["LOCATION"]) == ", ".join(event["place"].values()), key
    assert event["type"] in entry["CATEGORIES"].cats
assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")
print(f"{len(found)} events are as they were meant")

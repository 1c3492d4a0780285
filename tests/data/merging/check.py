#!/usr/bin/env python3
"""Checks the files of this folder against README.md and counts what is in them.

Usage: check.py [FOLDER]   (without it, the folder of this file)
Exit 0 when all is well, else 1 with one line a fault: file:line: id: what is wrong.
"""
import collections
import datetime
import json
import pathlib
import re
import sys

KINDS = {"meet", "call", "visit", "message", "agree", "deed"}
STORY_FIELDS = {"id", "story", "dct", "title", "text", "events"}
EVENT_FIELDS = {"event", "kind", "trigger", "nth"}
HALF_FIELDS = {"dct", "title", "text", "trigger", "nth"}
FIRST_YEAR, LAST_YEAR = 1995, 2022


def occurrences(text, trigger):
    """Where `trigger` begins in `text` as whole words, in code points."""
    return [m.start() for m in re.finditer(rf"(?<!\w){re.escape(trigger)}(?!\w)", text)]


def rows(path, faults):
    """The objects of a file of JSON lines, each with its place for a message."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{path.name}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            faults.append(f"{place}: not JSON: {error}")
            continue
        yield f"{place}: {row.get('id')}", row


def check_article(place, row, faults):
    """Day, title and text, which both files have."""
    try:
        year = datetime.date.fromisoformat(row["dct"]).year
        if not FIRST_YEAR <= year <= LAST_YEAR:
            faults.append(f"{place}: {row['dct']} is not of {FIRST_YEAR} to {LAST_YEAR}")
    except ValueError:
        faults.append(f"{place}: {row['dct']!r} is no day")
    for field in ("title", "text"):
        if not row[field].strip() or row[field] != row[field].strip():
            faults.append(f"{place}: {field} is empty or has space at its ends")


def check_trigger(place, text, trigger, nth, faults):
    found = len(occurrences(text, trigger))
    if not 1 <= nth <= found:
        faults.append(f"{place}: {trigger!r} number {nth} wanted, {found} in the text")


def check_stories(path, faults):
    stories, events = collections.Counter(), collections.defaultdict(list)
    kind_of, ids, texts, listed = {}, set(), set(), 0
    for place, row in rows(path, faults):
        if set(row) != STORY_FIELDS:
            faults.append(f"{place}: fields are {sorted(row)}")
            continue
        check_article(place, row, faults)
        stories[row["story"]] += 1
        if row["id"] in ids or not re.fullmatch(rf"{row['story']}-\d+", row["id"]):
            faults.append(f"{place}: id is not new, or not of story {row['story']}")
        ids.add(row["id"])
        if row["text"] in texts:
            faults.append(f"{place}: text was there before")
        texts.add(row["text"])
        if not row["events"]:
            faults.append(f"{place}: no events")
        names = [event["event"] for event in row["events"]]
        if len(set(names)) != len(names):
            faults.append(f"{place}: an event is listed twice")
        for event in row["events"]:
            if set(event) != EVENT_FIELDS or event["kind"] not in KINDS:
                faults.append(f"{place}: bad event {event}")
                continue
            check_trigger(place, row["text"], event["trigger"], event["nth"], faults)
            if kind_of.setdefault(event["event"], event["kind"]) != event["kind"]:
                faults.append(f"{place}: {event['event']} was {kind_of[event['event']]} before")
            events[event["event"]].append(row["story"])
            listed += 1
    for story, count in stories.items():
        if not 2 <= count <= 6:
            faults.append(f"{path.name}: {story} has {count} articles, not 2 to 6")
    for name in events:
        owner = name.split("-")[0]
        if owner != "bg" and owner not in events[name]:
            faults.append(f"{path.name}: {name} is not told of in its own story")
    if len(stories) < 40:
        faults.append(f"{path.name}: {len(stories)} stories, fewer than 40")
    several = sum(len(told) > 1 for told in events.values())
    across = sum(len(set(told)) > 1 for told in events.values())
    print(f"{len(stories)} stories, {sum(stories.values())} articles, {len(events)} events "
          f"({several} in more than one article, {across} in more than one story), "
          f"{listed} mentions")
    print("  by kind:", dict(collections.Counter(kind_of.values()).most_common()))


def check_apart(path, faults):
    ids, why = set(), collections.Counter()
    for place, row in rows(path, faults):
        if set(row) != {"id", "why", "a", "b"} or not row["why"]:
            faults.append(f"{place}: fields are {sorted(row)}")
            continue
        if row["id"] in ids or not re.fullmatch(r"n\d{3}", row["id"]):
            faults.append(f"{place}: id is not new, or not n and three digits")
        ids.add(row["id"])
        for half in ("a", "b"):
            if set(row[half]) != HALF_FIELDS:
                faults.append(f"{place}: {half}: fields are {sorted(row[half])}")
                continue
            check_article(f"{place}: {half}", row[half], faults)
            check_trigger(f"{place}: {half}", row[half]["text"], row[half]["trigger"],
                          row[half]["nth"], faults)
        if row["a"] == row["b"]:
            faults.append(f"{place}: a and b are the same")
        why[row["why"]] += 1
    if len(ids) < 200:
        faults.append(f"{path.name}: {len(ids)} pairs, fewer than 200")
    print(f"{len(ids)} pairs apart")
    for reason, count in why.most_common():
        print(f"  {count:3} {reason}")


def main(arguments):
    folder = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).parent
    faults = []
    check_stories(folder / "stories.jsonl", faults)
    check_apart(folder / "apart.jsonl", faults)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

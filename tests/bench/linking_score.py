#!/usr/bin/env python3
"""How often a participant is linked to the right actor: linking_score.py GOLD.jsonl ROWS.jsonl [--errors]

GOLD and ROWS are of the form that `annalist code --form diplomacy` writes. A gold participant, once per span of its article, is
found when a participant of any event there overlaps its words. Right: the country agrees (or the body, where gold names one), and the
last word of a person's name, when gold has it and it stands in the words, is kept in the name; "Jr." is none, and what ends the name
of a state, body or office is no person's. Standard library only.
"""
import json
import sys
import unicodedata


NO_FAMILY = {"republic", "kingdom", "states", "community", "department", "ministry", "minister", "president", "government"}


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}


def folded(words):
    plain = unicodedata.normalize("NFKD", words or "").casefold()
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()


def participants(row):
    """One participant a span, in text order; those without words are left out."""
    spans = {}
    for event in row.get("events", []):
        for who in event["participants"]:
            if who["end"] > who["start"]:
                spans.setdefault((who["start"], who["end"]), who)
    return [spans[span] for span in sorted(spans)]


def same_body(gold, found):
    a, b = "".join(folded(gold)), "".join(folded(found))
    return a == b or (a and b and (a in b or b in a))


def verdict(gold, found):
    """"" when right, else what is wrong."""
    if gold.get("org"):
        if not same_body(gold["org"], found.get("org")) and not same_body(gold["org"], found.get("name")):
            return "body"
    elif gold.get("country") and gold["country"] != found.get("country"):
        return "country"
    if gold.get("org") and same_body(gold["name"], gold["org"]):
        return ""  # a body goes by many names
    family = [word for word in folded(gold["name"]) if word not in ("jr", "sr")][-1:]
    if family and family[0] not in NO_FAMILY and family[0] in folded(gold["words"]) and family[0] not in folded(found["name"]):
        return "name"
    return ""


def main(gold_path, rows_path, *flags):
    gold, system = rows(gold_path), rows(rows_path)
    counts, missed, errors = {"": 0, "body": 0, "country": 0, "name": 0}, 0, []
    for key, row in gold.items():
        answers = participants(system.get(key, {}))
        for who in participants(row):
            over = [a for a in answers if a["start"] < who["end"] and who["start"] < a["end"]]
            if not over:
                missed += 1
                continue
            best = min((verdict(who, a) for a in over), key=lambda wrong: wrong != "")
            counts[best] += 1
            if best:
                errors.append((key, best, who, over[0]))
    found = sum(counts.values())
    print(f"participants found {found}, not found {missed}")
    print(f"linked right {counts['']} of {found}: {counts[''] / max(found, 1):.3f}")
    print("wrong: " + ", ".join(f"{name} {count}" for name, count in counts.items() if name))
    if "--errors" in flags:
        for key, wrong, who, got in errors:
            print(f"{key}\t{wrong}\tgold {who['words']!r} {who['name']!r} {who['country']} {who['org']}"
                  f"\tfound {got['words']!r} {got['name']!r} {got['country']} {got['org']}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

#!/usr/bin/python3
"""Scores the names of an analysis against a UNER file over the same tokens.

    names_score.py GOLD.iob2[.gz] SYSTEM.conllu [--errors]

GOLD is as Universal NER publishes it (id, form, tag a line); SYSTEM is what `annalist parse --tokens` writes. Sentences are matched by
`# sent_id`; a name counts when its type (PER, LOC, ORG) and both its ends are right. Sentences whose tokens differ (UNER was made from
an older release of the treebank) are left out and counted. --errors lists what differs. Exit status 2 when a sentence is missing.
"""
import gzip
import re
import sys

KINDS = {"person": "PER", "place": "LOC", "organization": "ORG"}


def sentences(path):
    """Yield (sentence id, [columns of each word]) of a file in columns; multiword lines and empty nodes are left out."""
    name, rows = "", []
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in list(lines) + [""]:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                name = line.split("=", 1)[1].strip()
            elif line and line[0] != "#":
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line and rows:
                yield name, rows
                rows = []


def gold_names(rows):
    """(first, last, type) of each run B-X I-X*."""
    out, tags = set(), [r[2] for r in rows] + ["O"]
    for first, tag in enumerate(tags):
        if tag.startswith("B-"):
            last = first
            while tags[last + 1] == "I-" + tag[2:]:
                last += 1
            out.add((first, last, tag[2:]))
    return {name for name in out if name[2] in KINDS.values()}


def system_names(rows):
    """(first, last, type) of each bracket Entity=(type ... )."""
    out, first, kind = set(), None, None
    for i, row in enumerate(rows):
        field = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if not field:
            continue
        opened = re.match(r"\((\w+)", field[1])
        if opened:
            first, kind = i, KINDS.get(opened[1])
        if ")" in field[1] and kind:
            out.add((first, i, kind))
    return out


def main(argv):
    errors = "--errors" in argv
    paths = [a for a in argv[1:] if a != "--errors"]
    if len(paths) != 2:
        sys.exit(__doc__)
    system = dict(sentences(paths[1]))
    counts = {kind: [0, 0, 0] for kind in KINDS.values()}
    left_out = 0
    for name, rows in sentences(paths[0]):
        words = [r[1] for r in rows]
        if name not in system:
            print(f"{paths[1]}: sentence {name} is missing", file=sys.stderr)
            return 2
        if [r[1] for r in system[name]] != words:
            left_out += 1
            continue
        gold, found = gold_names(rows), system_names(system[name])
        for kind, count in counts.items():
            count[0] += len({n for n in gold & found if n[2] == kind})
            count[1] += sum(n[2] == kind for n in gold)
            count[2] += sum(n[2] == kind for n in found)
        for sign, names in (("missed", gold - found), ("extra", found - gold)):
            for first, last, kind in sorted(names if errors else ()):
                print(sign, kind, " ".join(words[first:last + 1]), "in:", " ".join(words), sep="\t")
    for kind, (hit, gold, found) in [("all", [sum(c[i] for c in counts.values()) for i in range(3)]), *counts.items()]:
        p, r = hit / max(1, found), hit / max(1, gold)
        print(f"{kind}: precision {100 * p:.1f} recall {100 * r:.1f} F1 {200 * hit / max(1, gold + found):.1f} ({gold} in gold, {found} found)")
    print(f"sentences left out for other tokens: {left_out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

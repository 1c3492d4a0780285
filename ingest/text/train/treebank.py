"""Reads CoNLL-U treebanks, their named entities, and name lists from the fact tables."""
import collections, csv, gzip, re
from features import norm

TYPES = ("PER", "LOC", "ORG", "GRP", "OTH")
TAGS = ["O"] + [b + "-" + t for t in TYPES for b in "BI"]
GUM_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
COUNTRY, DEMONYM, PLACE, GIVEN, FAMILY, ACRONYM, BODY = (1 << i for i in range(7))


def read(path):
    """Sentences as dicts: id, words, upos, xpos, head (0 for the root), deprel, misc, doc."""
    opened = gzip.open if path.endswith(".gz") else open
    out, rows, sid, doc = [], [], "", ""
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                sid = line.split("=", 1)[1].strip()
            elif line.startswith("# newdoc id"):
                doc = line.split("=", 1)[1].strip()
            elif not line and rows:
                out.append({"id": sid, "doc": doc, "words": [r[1] for r in rows], "lemma": [r[2] for r in rows],
                            "upos": [r[3] for r in rows], "xpos": [r[4] for r in rows], "head": [int(r[6]) for r in rows],
                            "deprel": [r[7].replace("flat:foreign", "flat") for r in rows], "misc": [r[9] for r in rows]})
                rows = []
            elif line and line[0] != "#":
                cols = line.split("\t")
                if cols[0].isdigit():
                    rows.append(cols)
    return out


def gum_spans(misc):
    """(first, last, fields) of every entity in GUM's bracket notation."""
    spans, stack = [], []
    for i, m in enumerate(misc):
        entity = [x for x in m.split("|") if x.startswith("Entity=")]
        if not entity:
            continue
        for op in re.findall(r"\([^()]+\)|\([^()]+|[^()]+\)", entity[0][7:]):
            fields = op.strip("()").split("-")
            if op[0] == "(" and op[-1] == ")":
                spans.append((i, i, fields))
            elif op[0] == "(":
                stack.append((fields[0], i, fields))
            else:
                for q in range(len(stack) - 1, -1, -1):
                    if stack[q][0] == fields[0]:
                        spans.append((stack[q][1], i, stack[q][2]))
                        del stack[q]
                        break
    return spans


def name_tags(s):
    """BIO tags of proper names: GUM's noun phrases with a proper noun as head, cut to the name itself."""
    n, cand = len(s["words"]), []
    words, upos, xpos, head, rel = s["words"], s["upos"], s["xpos"], s["head"], s["deprel"]
    for first, last, fields in gum_spans(s["misc"]):
        heads = [i for i in range(first, last + 1) if not first <= head[i] - 1 <= last]
        if not heads or upos[heads[0]] != "PROPN":
            continue
        h = heads[0]
        kind = GUM_TYPES.get(fields[1] if len(fields) > 1 else "", "OTH")
        if kind == "PER" and xpos[h] == "NNPS":
            kind = "GRP"

        def proper(i):
            return first <= i <= last and upos[i] == "PROPN"

        def capital(i):
            return first <= i <= last and (words[i] == "-" or words[i][:1].isupper() and
                                           upos[i] in ("PROPN", "NUM", "ADJ", "NOUN", "ADV", "VERB"))
        a = b = h
        while proper(a - 1) or capital(a - 1):
            a -= 1
        while True:
            if proper(b + 1) or capital(b + 1) or (b < last and upos[b + 1] == "NUM" and head[b + 1] - 1 == h and
                                                   rel[b + 1] in ("nummod", "flat", "nmod:unmarked")):
                b += 1
            elif b + 2 <= last and words[b + 1] in ("of", "and", "the", "for", "&", "de", "von", "van", "'s") and \
                    (proper(b + 2) or capital(b + 2)):
                b += 2
            elif b + 3 <= last and words[b + 1] in ("of", "for", "in") and words[b + 2] == "the" and proper(b + 3):
                b += 3
            else:
                break
        while a < h and words[a] == "-":
            a += 1
        while b > h and words[b] == "-":
            b -= 1
        cand.append((a - b, a, b, kind))
    tags = ["O"] * n
    for _, a, b, kind in sorted(cand):
        if all(t == "O" for t in tags[a:b + 1]):
            tags[a:b + 1] = ["B-" + kind] + ["I-" + kind] * (b - a)
    return tags


def table(path):
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def lexicon(facts):
    """Class bits of normalised words, from the fact tables in folder `facts`."""
    bits = collections.Counter()
    first, last, body = collections.Counter(), collections.Counter(), collections.Counter()
    small = {"of", "the", "and", "for", "in", "on", "de", "al", "-", "la", "el", "da", "von", "van", "bin", "ul", "a"}

    def mark(text, bit):
        for w in re.findall(r"[^\s,()/]+", text):
            w = norm(w)
            if w not in small and len(w) > 1:
                bits[w] |= bit
    for r in table(facts + "/countries.tsv"):
        for name in [r["name"]] + r["other_names"].split("|"):
            mark(name, COUNTRY)
        for name in r["demonyms"].split("|") + r["adjectives"].split("|"):
            mark(name, DEMONYM)
        for name in r["capitals"].split("|"):
            mark(name, PLACE)
    for r in table(facts + "/places.tsv"):
        for name in [r["name"]] + r["other_names"].split("|"):
            if " " not in name or (r["population"] or "0") > "0" and int(r["population"] or 0) > 400000:
                mark(name, PLACE)
    for path in ("/leaders.tsv", "/officials.tsv"):
        for r in table(facts + path):
            parts = [norm(w) for w in r["name"].split()]
            if len(parts) > 1:
                first[parts[0]] += 1
                last[parts[-1]] += 1
    for r in table(facts + "/organizations.tsv"):
        for name in [r["name"]] + r["acronyms_and_names"].split("|"):
            if " " not in name and name.isupper() and len(name) > 2:
                bits[norm(name)] |= ACRONYM
            elif " " in name:
                for w in set(norm(x) for x in name.split()):
                    body[w] += 1
    for w in first:
        bits[w] |= GIVEN
    for w in last:
        bits[w] |= FAMILY
    for w, c in body.items():
        if c >= 3 and w.isalpha() and w not in small:
            bits[w] |= BODY
    return {w: b for w, b in bits.items() if len(w) > 1 and any(c.isalpha() for c in w)}


def read_uner(path):
    """Sentence id -> (words, tags) of a UNER file."""
    out, words, tags, sid = {}, [], [], ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                sid = line.split("=", 1)[1].strip()
            elif not line and words:
                out[sid] = (words, tags)
                words, tags = [], []
            elif line and line[0] != "#":
                cols = line.split("\t")
                words.append(cols[1])
                tags.append(cols[2])
    return out

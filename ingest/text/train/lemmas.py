"""Writes the lemmatiser's exceptions: lemmas.py DATA.pkl NEWSWIRE OUT.txt

A line is `class form lemma`: a class of tag (V verb, N noun, J adjective, R adverb, X other), the lower-case form, and the
lemma where the rules of lemma.cpp, repeated here, give another one than the treebanks do (most often). Forms the treebanks
lack are settled by the words of the vectors: a verb is the candidate that most often follows "to", "will" or "would" in the
newswire texts, a noun the candidate that is a word.
"""
import collections, glob, gzip, json, pickle, re, sys
import features as ft

CLASSES = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "J", "ADV": "R"}
VOWELS = "aeiou"


def undouble(stem):
    """run(n) -> run, but fall, pass, buzz stay."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz" + VOWELS:
        return stem[:-1]
    return stem


def restore_e(stem):
    """mak -> make, settl -> settle, argu -> argue; walk, visit stay."""
    if len(stem) < 2 or not any(c in "aeiouy" for c in stem):
        return stem
    last, two = stem[-1], stem[-2:]
    if last in "cgsuvz":
        silent = two not in ("ss", "zz", "ng")
    elif last == "l":
        silent = two[0] not in VOWELS + "l"
    elif last == "t":
        silent = two in ("at", "ut") and stem[-3:-2] not in tuple(VOWELS)
    elif last == "r":
        silent = two in ("ir", "ur") and stem[-3:-2] not in tuple(VOWELS)
    else:
        silent = last in "kmnp" and two[0] in VOWELS and two not in ("en", "om", "on", "op") and \
            stem[-3:-2] not in tuple(VOWELS + "ywx")
    return stem + "e" if silent else stem


def rule(form, xpos):
    """Lemma of a lower-case form by its Penn tag."""
    if xpos in ("NNS", "NNPS", "VBZ"):
        if len(form) > 3 and form.endswith("ies"):
            return form[:-3] + "y"
        if re.search("(?:ss|sh|ch|x|zz)es$", form):
            return form[:-2]
        if len(form) > 2 and form.endswith("s") and not form.endswith(("ss", "us")):
            return form[:-1]
        return form
    if xpos in ("VBD", "VBN") and form.endswith("ed") and len(form) > 3:
        if form.endswith("ied") and len(form) > 4:
            return form[:-3] + "y"
        stem = form[:-2]
        return undouble(stem) if undouble(stem) != stem else restore_e(stem)
    if xpos == "VBG" and form.endswith("ing") and len(form) > 4:
        stem = form[:-3]
        return undouble(stem) if undouble(stem) != stem else restore_e(stem)
    if xpos in ("JJR", "RBR", "JJS", "RBS"):
        cut = 2 if xpos.endswith("R") and form.endswith("er") else 3 if xpos.endswith("S") and form.endswith("est") else 0
        if cut and len(form) > cut + 2:
            stem = form[:-cut]
            if stem.endswith("i"):
                return stem[:-1] + "y"
            return undouble(stem) if undouble(stem) != stem else restore_e(stem)
    return form


def infinitives(newswire):
    count = collections.Counter()
    for path in sorted(glob.glob(newswire + "/*.jsonl.gz")):
        for line in gzip.open(path, "rt", encoding="utf-8"):
            text = json.loads(line)["text"].lower()
            count.update(re.findall(r"\b(?:to|will|would|could|should|must|did not) ([a-z]+)\b", text))
    return count


def better(form, xpos, words, verbs):
    """The likeliest lemma among what could stand behind a regular ending."""
    first = rule(form, xpos)
    if xpos in ("VBD", "VBN", "VBG"):
        stem = form[:-3] if xpos == "VBG" else form[:-2]
        found = [x for x in {first, stem, stem + "e", undouble(stem), stem[:-1] + "y" if stem.endswith("i") else stem}
                 if verbs[x] > 2 and len(x) > 1]
        return max(sorted(found), key=lambda x: verbs[x]) if found else first
    found = [form[:-1], form[:-2]] if form.endswith("es") else [form[:-1]]
    if form.endswith("ies"):
        found = [form[:-3] + "y"] + found
    if first in words:
        return first
    found = [x for x in found if x in words and len(x) > 1]
    return found[0] if found else first


def main(data_path, newswire, out):
    data = pickle.load(open(data_path, "rb"))
    seen = collections.defaultdict(collections.Counter)
    for s in data["ewt"] + data["gum"]:
        for w, lemma, upos, xpos in zip(s["words"], s["lemma"], s["upos"], s["xpos"]):
            if upos != "PROPN" and lemma != "_" and re.search("[a-z]", w.lower()) and " " not in lemma:
                kind = CLASSES.get(upos, "X")
                seen[(kind + ("" if kind == "X" else xpos[:3]), ft.norm(w))][lemma.lower()] += 1
    lines = set()
    for (kind, form), lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        xpos = kind[1:]
        if count < 2 and (kind == "X" or xpos in ("NN", "JJ", "RB", "VB", "VBP")) or xpos in ("GW", "AFX", "FW", "ADD"):
            continue  # mostly mistyped words, set right by the treebank
        if lemma != rule(form, xpos) and re.fullmatch(r"[a-z.'-]+", lemma) and re.fullmatch(r"[a-z.'-]+", form):
            lines.add("%s %s %s" % (kind, form, lemma))
    words, verbs = set(data["glove_words"]), infinitives(newswire)
    for form in data["glove_words"]:
        for ending, tags in (("ed", ("VBD", "VBN")), ("ing", ("VBG",)), ("s", ("NNS", "VBZ"))):
            if re.fullmatch("[a-z]{2,}" + ending, form) and not form.endswith("ss"):
                for xpos in tags:
                    kind = xpos[0] + xpos
                    if (kind, form) not in seen:
                        lemma = better(form, xpos, words, verbs)
                        if lemma != rule(form, xpos) and (xpos != "VBZ" or verbs[lemma] > 2):
                            lines.add("%s %s %s" % (kind, form, lemma))
    open(out, "w", encoding="utf-8").write("\n".join(sorted(lines)) + "\n")
    print(len(lines), "exceptions")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])

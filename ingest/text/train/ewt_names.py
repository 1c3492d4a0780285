"""Gives names to EWT's training part, which has none: ewt_names.py DATA.pkl NETWORK.pt NAMES.tsv OUT.pkl

The treebank's proper nouns say where names are; a network trained on GUM's names says of what type, and names.tsv, written
by hand, corrects it. Titles before persons are no part of the name. OUT holds tags by sentence id, for GUM's sentences too.
"""
import pickle, sys
import numpy as np, torch
import data as dt, train
from decode import predict, spans
from treebank import TYPES

TITLES = set("""mr mrs ms miss dr prof professor doctor president vice general gen senator senators sen sens representative rep
congressman congresswoman governor gov mayor king queen prince princess emperor pope saint sheikh sheik mullah imam ayatollah
sir lord lady dame rev reverend father sister brother bishop archbishop cardinal captain capt major maj colonel col lieutenant
lt sergeant sgt commander cmdr admiral adm judge justice chief chairman chairwoman chairperson director secretary minister prime
premier chancellor ambassador attorney foreign defence defense state deputy assistant associate king's uncle aunt officer
detective inspector coach minister's first former ex-president ceo editor speaker""".split())


def name_runs(s):
    """[first, end) of proper nouns that hang together."""
    n, upos, head = len(s["words"]), s["upos"], s["head"]
    group = list(range(n))

    def find(i):
        while group[i] != i:
            i = group[i]
        return i
    for i in range(n):
        h = head[i] - 1
        if h >= 0 and upos[i] == upos[h] == "PROPN" and s["deprel"][i].split(":")[0] in ("flat", "compound", "nmod", "goeswith"):
            group[find(i)] = find(h)
    i = 0
    while i < n:
        j = i + 1
        if upos[i] == "PROPN":
            while j < n and upos[j] == "PROPN" and find(j) == find(i):
                j += 1
            yield i, j
        i = j


def without_titles(words, tags):
    """The same tags with titles taken off the front of persons."""
    tags = list(tags)
    for i, t in enumerate(tags):
        if t == "B-PER":
            k = i
            while k + 1 < len(tags) and tags[k + 1] == "I-PER" and words[k].lower().rstrip(".") in TITLES:
                tags[k], tags[k + 1] = "O", "B-PER"
                k += 1
    return tags


def main(data_path, network, hand_path, out):
    torch.set_num_threads(1)
    data = pickle.load(open(data_path, "rb"))
    hand = {}
    for line in open(hand_path, encoding="utf-8"):
        kind, names = line.rstrip("\n").split("\t")
        for name in names.split("|"):
            hand[name] = kind
    m, v = train.load(network, data)
    answers = predict([m], [dt.encode({"words": s["words"]}, v, recased=False) for s in data["ewt"]], v)
    result, used = {}, 0
    for s, a in zip(data["ewt"], answers):
        words, tags = s["words"], ["O"] * len(s["words"])
        found = spans(a["names"], TYPES)
        for i, j in name_runs(s):
            wider = [p for p in found if p[0] <= i and p[1] >= j and p[1] - p[0] > j - i]
            if wider:
                i, j = wider[0][:2]
            if any(t != "O" for t in tags[i:j]):
                continue
            text = " ".join(words[i:j])
            kind = hand.get(text)
            used += kind is not None
            if not kind:
                p = [np.logaddexp(a["scores"][i:j, v.tags.index("B-" + t)], a["scores"][i:j, v.tags.index("I-" + t)]).mean()
                     for t in TYPES]
                kind = TYPES[int(np.argmax(p))]
            if "@" in text or "://" in text:
                kind = "OTH"
            tags[i:j] = ["B-" + kind] + ["I-" + kind] * (j - i - 1)
        result[s["id"]] = without_titles(words, tags)
    for s in data["gum"]:
        result[s["id"]] = without_titles(s["words"], s["names"])
    pickle.dump(result, open(out, "wb"))
    print(len(result), "sentences;", used, "names by hand")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])

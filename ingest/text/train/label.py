"""Labels tokenised news by several networks together: label.py DATA.pkl TOKENS.txt OUT.pkl NETWORK.pt...

TOKENS.txt holds one sentence a line, tokens parted by spaces. The answers are those of the mean probabilities,
but names are those of the networks after the first, which knew GUM's names only.
"""
import pickle, sys
import torch
import data as dt, train
from decode import predict


def main(data_path, tokens, out, *networks):
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    data = pickle.load(open(data_path, "rb"))
    loaded = [train.load(path, data) for path in networks]
    v = loaded[0][1]
    for _, other in loaded[1:]:
        assert (other.upos, other.xpos, other.deprel, other.tags) == (v.upos, v.xpos, v.deprel, v.tags)
    sentences, seen = [], set()
    for line in open(tokens, encoding="utf-8"):
        words = line.split()
        if 3 <= len(words) <= 70 and line not in seen:
            seen.add(line)
            sentences.append(words)
    inputs = [[dt.encode({"words": w}, own, recased=False) for w in sentences] for _, own in loaded]
    answers = predict([m for m, _ in loaded], inputs[0], v, True, range(min(1, len(loaded) - 1), len(loaded)), inputs)
    rows = [{"id": "n%d" % i, "words": w, **{k: a[k] for k in ("upos", "xpos", "head", "deprel", "names", "margin")}}
            for i, (w, a) in enumerate(zip(sentences, answers))]
    pickle.dump(rows, open(out, "wb"))
    print(len(rows), "sentences", sum(len(w) for w in sentences), "words")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])

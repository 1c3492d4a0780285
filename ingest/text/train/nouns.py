"""Writes what kind of thing common nouns name: nouns.py DATA.pkl OUT.txt

GUM's entities give the types of nouns that head them; a logistic regression over GloVe vectors carries them to other nouns.
A line is `letter noun`: P person, O organisation, L place; nouns of any other kind are left out.
"""
import collections, pickle, sys
import numpy as np, torch
import treebank
from features import norm

LETTERS = {"person": 0, "organization": 1, "place": 2}


def main(data_path, out):
    torch.manual_seed(3)
    torch.set_num_threads(1)
    data = pickle.load(open(data_path, "rb"))
    seen = collections.defaultdict(lambda: np.zeros(4))
    nouns = collections.Counter()
    for s in data["gum"]:
        for first, last, fields in treebank.gum_spans(s["misc"]):
            heads = [i for i in range(first, last + 1) if not first <= s["head"][i] - 1 <= last]
            if len(heads) == 1 and s["upos"][heads[0]] == "NOUN" and len(fields) > 1:
                seen[norm(s["lemma"][heads[0]])][LETTERS.get(fields[1], 3)] += 1
    for s in data["gum"] + data["ewt"]:
        nouns.update(norm(lemma) for lemma, u in zip(s["lemma"], s["upos"]) if u == "NOUN")
    row = {w: i for i, w in enumerate(data["glove_words"])}
    vectors = data["glove"] / np.linalg.norm(data["glove"], axis=1, keepdims=True)
    known = [w for w in seen if w in row]
    x = torch.tensor(vectors[[row[w] for w in known]])
    y = torch.tensor(np.array([seen[w] for w in known]), dtype=torch.float32)
    w, b = torch.zeros(100, 4, requires_grad=True), torch.zeros(4, requires_grad=True)
    optimizer = torch.optim.Adam([w, b], lr=0.05)
    for _ in range(400):
        loss = -(y.sqrt() * (10 * x @ w + b).log_softmax(1)).sum() / y.sum() + 2e-3 * (w * w).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    lines = []
    for noun in sorted(set(nouns) | set(seen)):
        if not noun.isalpha() or not noun.isascii():
            continue
        p = np.ones(4) / 4
        if noun in row:
            p = (10 * torch.tensor(vectors[row[noun]]) @ w + b).softmax(0).detach().numpy()
        p = p * 2 + seen.get(noun, np.zeros(4))
        best = int(p.argmax())
        if best < 3 and p[best] / p.sum() > 0.5:
            lines.append("POL"[best] + " " + noun)
    open(out, "w").write("\n".join(lines) + "\n")
    print(len(lines), "nouns")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

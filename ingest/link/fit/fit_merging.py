#!/usr/bin/env python3
"""Fit the tables of merging: fit_merging.py PAIRS.tsv OUT_DIR

PAIRS are printed by tests/bench/merging_pairs from articles with known events. Writes merging-words.tsv, the log odds that reports
under two different words are one event (each topic has one vote; half a vote and a tenth are added to no and yes), and
merging-weights.tsv, a logistic regression with a ridge of 1 over the numbers of compare(). While it is fitted, the odds of a pair of
words come from the other topics only, so that the weight of kinship is what it is worth on topics never seen. Wants numpy.
"""
import collections, math, random, sys
import numpy as np


def odds(votes):
    yes, no = sum(v[0] for v in votes), sum(v[1] for v in votes)
    return math.log((yes + 0.05) / (no + 0.45)) if yes + no else 0.0


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
    counts = collections.defaultdict(lambda: [0, 0])
    for topic, same, one, other, *_ in rows:
        if one != other:
            counts[(one, other), topic][same == "0"] += 1
    votes = collections.defaultdict(dict)
    for (words, topic), (yes, no) in counts.items():
        votes[words][topic] = (yes / (yes + no), no / (yes + no))
    random.seed(1)
    X, y = [], []
    for topic, same, one, other, *values in rows:
        if same == "0" and one != other and random.random() > 0.35:
            continue
        f = [float(v) for v in values]
        kin = odds([v for t, v in votes[one, other].items() if t != topic]) if one != other else 0.0
        f[5], f[6] = kin, float(kin != 0)
        X.append(f)
        y.append(float(same))
    X, y = np.array(X), np.array(y)
    w = np.zeros(X.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-X @ w))
        step = np.linalg.solve(X.T @ (X * (p * (1 - p))[:, None]) + np.eye(len(w)), X.T @ (p - y) + w)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    print(len(y), "pairs,", "%.3f" % y.mean(), "one event; weights", np.round(w, 2))
    with open(sys.argv[2] + "/merging-weights.tsv", "w", encoding="utf-8") as out:
        out.write("# Weights of compare() in ingest/link/same_event.cpp, in its order; fitted by ingest/link/fit/fit_merging.py.\nweight\n")
        out.writelines("%.4f\n" % v for v in w)
    with open(sys.argv[2] + "/merging-words.tsv", "w", encoding="utf-8") as out:
        out.write("# Log odds that reports under two words tell one event; by ingest/link/fit/fit_merging.py.\none\tother\todds\n")
        for (one, other), of in sorted(votes.items()):
            value = odds(list(of.values()))
            # What is never one event is the rule, and told by the weights; what is, or is seen often, is kept.
            if value > -1.5 or len(of) > 2:
                out.write("%s\t%s\t%.2f\n" % (one, other, value))


main()

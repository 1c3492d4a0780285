#!/usr/bin/env python3
"""Fit the weights of confidence.tsv: fit_confidence.py SCORER_DIR OUT.tsv GOLD.jsonl ROWS.jsonl [GOLD ROWS ...]

ROWS are printed by tests/bench/confidence_signs from the articles of GOLD. SCORER_DIR holds diplomacy_score.py, whose pairing says
which events are right: paired with a gold event of the same kind. Events that pair with a doubtful one are left out. The weights are
those of a logistic regression with a ridge of 1 on all but the constant; the reliability table printed is from five folds, cut by
article, so that no event is judged by weights that have seen its article. Wants numpy.
"""
import json, sys
import numpy as np


def events(gold, rows, score):
    """(article, signs, right) of each event."""
    for i, g in gold.items():
        want = [e for e in g["events"] if e["kind"] in score.KINDS]
        doubtful = [e for e in g.get("doubtful") or [] if e.get("kind") in score.KINDS and e.get("participants")]
        given = [e for e in rows.get(i, {}).get("events", []) if e.get("participants")]
        partner = {b: a for a, b in score.pair(want + doubtful, given)}
        for b, e in enumerate(given):
            a = partner.get(b)
            if a is not None and a >= len(want):
                continue
            yield i, e["signs"], a is not None and want[a]["kind"] == e["kind"]


def fit(X, y, ridge=1.0, rounds=50):
    """Newton's method; the first column is the constant."""
    w = np.zeros(X.shape[1])
    penalty = np.full(X.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-X @ w))
        step = np.linalg.solve(X.T @ (X * (p * (1 - p))[:, None]) + np.diag(penalty), X.T @ (p - y) + penalty * w)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return w


def main():
    if len(sys.argv) < 5 or len(sys.argv) % 2 == 0:
        sys.exit(__doc__)
    sys.path.insert(0, sys.argv[1])
    import diplomacy_score as score
    data = []
    for g, r in zip(sys.argv[3::2], sys.argv[4::2]):
        data += list(events(score.rows(g), score.rows(r), score))
    names = ["all"] + sorted({s for _, signs, _ in data for s in signs} - {"all"})
    at = {n: k for k, n in enumerate(names)}
    X = np.zeros((len(data), len(names)))
    for k, (_, signs, _) in enumerate(data):
        X[k, [at[s] for s in signs]] = 1
    y = np.array([float(right) for _, _, right in data])
    articles = sorted({a for a, _, _ in data})
    fold = {a: k % 5 for k, a in enumerate(articles)}
    of = np.array([fold[a] for a, _, _ in data])
    p = np.zeros(len(data))
    for k in range(5):
        p[of == k] = 1 / (1 + np.exp(-X[of == k] @ fit(X[of != k], y[of != k])))
    print("%d events, %.3f right; mean surprise %.3f (constant alone %.3f)" % (
        len(y), y.mean(), -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)),
        -(y.mean() * np.log(y.mean()) + (1 - y.mean()) * np.log(1 - y.mean()))))
    print("given      events  mean  right")
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = 1.01 if low == 0.9 else 0.5 if low == 0 else low + 0.1
        here = (p >= low) & (p < high)
        if here.any():
            print("%.1f - %.1f  %6d  %.2f  %.2f" % (low, min(high, 1), here.sum(), p[here].mean(), y[here].mean()))
    w = fit(X, y)
    with open(sys.argv[2], "w") as out:
        out.write("# How much each sign speaks for an event: weights of a logistic regression, fitted by ingest/extract/fit/fit_confidence.py.\n")
        out.write("# group:other, the kinds that those articles do not judge, is set by hand to lie near one half.\n")
        out.write("sign\tweight\n")
        for n, v in [*zip(names, w), ("group:other", -2.0)]:
            out.write("%s\t%.3f\n" % (n, v))


main()

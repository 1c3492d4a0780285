"""Trees and names from scores: Eisner's algorithm over many sentences of one length at a time, and BIO repair."""
import collections
import numpy as np, torch
from data import batches, tensors


def eisner(score):
    """Best projective trees with one root. score[B, dependent, head], head 0 the root; answers heads [B, n]."""
    count, n, _ = score.shape
    s = score[:, :, 1:].transpose(0, 2, 1)  # s[head, dependent]
    low = -1e9
    right, left = np.zeros((count, n, n)), np.zeros((count, n, n))  # complete spans, head at the left or right end
    b_right, b_left, b_open = (np.zeros((count, n, n), np.int32) for _ in range(3))
    open_right, open_left = np.full((count, n, n), low), np.full((count, n, n), low)
    for k in range(1, n):
        i = np.arange(n - k)
        j = i + k
        q = np.arange(k)
        inner = right[:, i[:, None], i[:, None] + q] + left[:, i[:, None] + q + 1, j[:, None]]
        at = inner.argmax(2)
        best = np.take_along_axis(inner, at[..., None], 2)[..., 0]
        b_open[:, i, j] = at + i
        open_right[:, i, j] = best + s[:, i, j]
        open_left[:, i, j] = best + s[:, j, i]
        inner = left[:, i[:, None], i[:, None] + q] + open_left[:, i[:, None] + q, j[:, None]]
        at = inner.argmax(2)
        left[:, i, j] = np.take_along_axis(inner, at[..., None], 2)[..., 0]
        b_left[:, i, j] = at + i
        inner = open_right[:, i[:, None], i[:, None] + q + 1] + right[:, i[:, None] + q + 1, j[:, None]]
        at = inner.argmax(2)
        right[:, i, j] = np.take_along_axis(inner, at[..., None], 2)[..., 0]
        b_right[:, i, j] = at + i + 1
    root = (left[:, 0, :] + right[:, :, n - 1] + score[:, :, 0]).argmax(1)
    heads = np.zeros((count, n), np.int64)
    for b in range(count):
        todo = [(0, root[b], 0, 1), (root[b], n - 1, 1, 1)]
        while todo:
            i, j, to_right, complete = todo.pop()
            if i == j:
                continue
            if complete:
                q = b_right[b, i, j] if to_right else b_left[b, i, j]
                todo += [(i, q, 1, 0), (q, j, 1, 1)] if to_right else [(i, q, 0, 1), (q, j, 0, 0)]
            else:
                heads[b, j if to_right else i] = (i if to_right else j) + 1
                q = b_open[b, i, j]
                todo += [(i, q, 1, 1), (q + 1, j, 0, 1)]
    return heads


def bio(scores, tags):
    """Best allowed BIO sequence: I-X only after B-X or I-X."""
    n, k = scores.shape
    allowed = np.zeros((k, k))
    for a, x in enumerate(tags):
        for b, y in enumerate(tags):
            if y[0] == "I" and (x == "O" or x[2:] != y[2:]):
                allowed[a, b] = -1e9
    best = scores[0] + np.array([-1e9 if t[0] == "I" else 0 for t in tags])
    back = []
    for i in range(1, n):
        step = best[:, None] + allowed
        back.append(step.argmax(0))
        best = step.max(0) + scores[i]
    out = [int(best.argmax())]
    for b in reversed(back):
        out.append(int(b[out[-1]]))
    return [tags[i] for i in reversed(out)]


def predict(models, encoded, v, progress=False, namers=None, inputs=None):
    """Answers of one model, or of several by the mean of their probabilities, in the order of `encoded`; names are found by
    the models numbered in `namers` only, when given; `inputs` has the sentences as each model's vocabulary encodes them. Each is a dict: head, deprel, upos, xpos, names, and margin (the least probability of a chosen arc)."""
    out = {}
    by_length = collections.defaultdict(list)
    for i, e in enumerate(encoded):
        e["at"] = i
        by_length[e["n"]].append(e)
    root = v.deprel.index("root")
    done = 0
    for m in models:
        m.eval()
    with torch.no_grad():
        for length in sorted(by_length):
            group = by_length[length]
            step = max(1, 1600 // length)
            for k in range(0, len(group), step):
                batch = group[k:k + step]
                t = tensors(batch)
                ts = [tensors([of[e["at"]] for e in batch]) for of in inputs] if inputs else [t] * len(models)
                xs = [m.encode(mine) for m, mine in zip(models, ts)]
                arcs = [m.arcs(x, t["mask"]) for m, x in zip(models, xs)]
                arc = torch.stack([a[0].log_softmax(2) for a in arcs]).logsumexp(0).sub(np.log(len(models)))
                head = torch.from_numpy(eisner(arc.numpy().astype(np.float64)))
                rel = torch.stack([m.labels(x, a[1], a[2], head).softmax(2) for m, x, a in zip(models, xs, arcs)]).mean(0)
                rel[..., root] *= (head == 0).float()
                up, xp, nm = (torch.stack([getattr(m, name)(x).softmax(2) for k, (m, x) in enumerate(zip(models, xs))
                                           if name != "name" or namers is None or k in namers]).mean(0)
                              for name in ("upos", "xpos", "name"))
                sure = arc.gather(2, head[..., None])[..., 0].exp()
                rel, nm = rel.argmax(2).numpy(), nm.clamp(min=1e-9).log().numpy()
                up, xp = up.argmax(2).numpy(), xp.argmax(2).numpy()
                for i, e in enumerate(batch):
                    h = head[i].tolist()
                    out[e["at"]] = {"head": h, "deprel": ["root" if h[j] == 0 else v.deprel[rel[i, j]] for j in range(length)],
                                    "upos": [v.upos[q] for q in up[i]], "xpos": [v.xpos[q] for q in xp[i]],
                                    "names": bio(nm[i], v.tags), "scores": nm[i], "margin": float(sure[i].min())}
                done += len(batch)
            if progress and length % 5 == 0:
                print("length", length, "sentences", done, flush=True)
    for m in models:
        m.train()
    return [out[i] for i in range(len(encoded))]


def spans(tags, keep=("PER", "LOC", "ORG")):
    """Set of (first, end, type)."""
    out, i = set(), 0
    while i < len(tags):
        if tags[i] and tags[i][0] == "B":
            j = i + 1
            while j < len(tags) and tags[j] == "I-" + tags[i][2:]:
                j += 1
            if tags[i][2:] in keep:
                out.add((i, j, tags[i][2:]))
            i = j
        else:
            i += 1
    return out

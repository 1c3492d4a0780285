"""Trains one network and saves it: train.py DATA.pkl OUT.pt [options]; see README.md for the runs behind the shipped model."""
import argparse, json, os, pickle, random, time
os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np, torch, torch.nn.functional as F
import data as dt, features as ft
from decode import predict, spans
from network import Network

OPTIONS = {"seed": 1, "epochs": 14.0, "hidden": 128, "layers": 2, "width": 128, "arc": 112, "rel": 112, "dropout": 0.25,
           "batch": 800, "rate": 3e-3, "word_drop": 0.25, "recase": 0.1, "extra": "", "extra_weight": 1.0, "extra_share": 0.0,
           "names": "", "average_from": 0.6, "start": ""}


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("data")
    p.add_argument("out")
    for k, x in OPTIONS.items():
        p.add_argument("--" + k, type=type(x), default=x)
    return p.parse_args()


def load(path, data):
    """A saved network and its vocabulary."""
    saved = torch.load(path)
    m = Network(saved["config"], glove_tensor(data))
    m.load_state_dict(saved["state"])
    return m, saved["vocabulary"]


def glove_tensor(data):
    g = data["glove"]
    scale = np.abs(g).max(1, keepdims=True) / 127 + 1e-9
    g = np.round(g / scale) * scale
    return torch.from_numpy(np.concatenate([np.zeros((1, g.shape[1]), np.float32), g.astype(np.float32)]))


def scores(models, v, data, also_recased=False):
    """Dev figures by set: UPOS, XPOS, UAS, LAS (without subtypes), and the UNER F1."""
    sets = {"ewt": data["ewt-dev"], "gum": data["gum-dev"]}
    if also_recased:
        for name, mode in (("upper", ft.UPPER), ("title", ft.TITLE), ("lower", ft.LOWER)):
            sets["ewt-" + name] = [dict(s, words=ft.recase(s["words"], mode)) for s in data["ewt-dev"]]
    out = {}
    for name, sentences in sets.items():
        answers = predict(models, [dt.encode({"words": s["words"]}, v, recased=False) for s in sentences], v)
        n, hit = 0, np.zeros(4)
        for s, a in zip(sentences, answers):
            for i in range(len(s["words"])):
                n += 1
                arc = a["head"][i] == s["head"][i]
                hit += (a["upos"][i] == s["upos"][i], a["xpos"][i] == s["xpos"][i], arc,
                        arc and a["deprel"][i].split(":")[0] == s["deprel"][i].split(":")[0])
        out[name] = [round(x, 2) for x in (100 * hit / n).tolist()]
        if name == "ewt":
            tp, fp, fn, kinds = 0, 0, 0, {}
            for s, a in zip(sentences, answers):
                words, gold = data["uner-dev"].get(s["id"], (None, None))
                if words == s["words"]:
                    for kind in ("PER", "LOC", "ORG"):
                        g, p = spans(gold, (kind,)), spans(a["names"], (kind,))
                        k = kinds.setdefault(kind, [0, 0, 0])
                        k[0] += len(g & p); k[1] += len(p); k[2] += len(g)
            total = [sum(k[i] for k in kinds.values()) for i in range(3)]
            out["uner"] = [round(200 * k[0] / max(1, k[1] + k[2]), 1) for k in [total] + list(kinds.values())]
    return out


def main():
    a = arguments()
    random.seed(a.seed)
    np.random.seed(a.seed)
    torch.manual_seed(a.seed)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    data = pickle.load(open(a.data, "rb"))
    gold = data["ewt"] + data["gum"]
    if a.names:
        names = pickle.load(open(a.names, "rb"))
        for s in gold:
            s["names"] = names.get(s["id"], s.get("names"))
    extra = pickle.load(open(a.extra, "rb")) if a.extra else []
    if a.start:
        m, v = load(a.start, data)
        c = m.c
    else:
        v = dt.Vocabulary(gold, extra, data)
        c = {"width": a.width, "hidden": a.hidden, "layers": a.layers, "arc": a.arc, "rel": a.rel, "dropout": a.dropout,
             "words": len(v.word) + 1, "features": len(v.feature) + 1, "upos": len(v.upos), "xpos": len(v.xpos),
             "tags": len(v.tags), "deprel": len(v.deprel)}
        m = Network(c, glove_tensor(data))
    gold = [dt.encode(s, v) for s in gold]
    extra = [dt.encode(s, v, a.extra_weight) for s in extra]
    print(json.dumps({**vars(a), **c}), flush=True)
    words = sum(e["n"] for e in gold)
    total = words * a.epochs
    if extra and a.extra_share:  # `epochs` then counts passes over gold; extra words per gold word are given
        total *= 1 + a.extra_share
    tables = [m.word.weight, m.feature.weight]
    dense = [p for p in m.parameters() if all(p is not t for t in tables)]
    optimizers = [torch.optim.Adam(dense, lr=a.rate, betas=(0.9, 0.95), eps=1e-6),
                  torch.optim.SparseAdam(tables, lr=a.rate, betas=(0.9, 0.95), eps=1e-6)]
    mean, begun, seen, step, epoch, log = None, time.time(), 0, 0, 0, np.zeros(5)
    extra_at = []
    while seen < total:
        queue = dt.batches(gold, a.batch, True)
        if extra:
            want = words * a.extra_share
            got, chosen = 0, []
            while got < want:
                if not extra_at:
                    extra_at = random.sample(range(len(extra)), len(extra))
                chosen.append(extra[extra_at.pop()])
                got += chosen[-1]["n"]
            queue += dt.batches(chosen, a.batch, True)
            random.shuffle(queue)
        for batch in queue:
            t = dt.tensors(batch, a.recase, a.word_drop)
            done = seen / total
            if done >= 1:
                break
            rate = a.rate * min(1, (step + 1) / 150) * (1 - done)
            x = m.encode(t)
            arc, states, buckets = m.arcs(x, t["mask"])
            weight = (t["weight"][:, None] * t["mask"]).view(-1)

            def loss(score, gold):
                each = F.cross_entropy(score.reshape(-1, score.shape[-1]), gold.reshape(-1), ignore_index=-1, reduction="none")
                return (each * weight).sum() / t["mask"].sum()
            parts = [loss(arc, t["head"]), loss(m.labels(x, states, buckets, t["head"]), t["deprel"]),
                     loss(m.upos(x), t["upos"]), 0.5 * loss(m.xpos(x), t["xpos"]), loss(m.name(x), t["names"])]
            for o in optimizers:
                o.zero_grad(set_to_none=True)
                for g in o.param_groups:
                    g["lr"] = rate
            sum(parts).backward()
            torch.nn.utils.clip_grad_norm_(dense, 5.0)
            for o in optimizers:
                o.step()
            log = 0.98 * log + 0.02 * np.array([p.item() for p in parts])
            seen += sum(e["n"] for e in batch)
            step += 1
            if done > a.average_from and step % 25 == 0:
                now = {k: p.detach().clone() for k, p in m.state_dict().items()}
                mean = now if mean is None else {k: p.mul_(0.93).add_(now[k], alpha=0.07) for k, p in mean.items()}
        epoch += 1
        print("epoch %d %.0f s, losses %s" % (epoch, time.time() - begun, np.round(log, 3)), flush=True)
        if done >= 1:
            break
        if epoch % 4 == 0:
            print(json.dumps(scores([m], v, data)), flush=True)
    print("last", json.dumps(scores([m], v, data)), flush=True)
    if mean:
        m.load_state_dict(mean)
    v.cache = {}
    torch.save({"config": c, "state": m.state_dict(), "vocabulary": v}, a.out)
    print("mean", json.dumps(scores([m], v, data, True)), "%.0f s" % (time.time() - begun), flush=True)


if __name__ == "__main__":
    main()

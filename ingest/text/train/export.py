"""Writes a trained network as the product's model file: export.py DATA.pkl NETWORK.pt LEMMAS.txt NOUNS.txt OUT

Layout (little endian), read by ingest/text/model_file.cpp: "ANLMODEL", u32 version, u32 number of sections, u64 file size,
u64 checksum of all that follows the header; per section 24 bytes of name, u64 offset, u64 size; sections start at
multiples of 64. Matrices are int8 rows, one float scale a row.
"""
import pickle, struct, sys
import numpy as np, torch
import features as ft
from network import BUCKETS
from train import load

VERSION = 1


def checksum(data):
    """FNV-1a by 64-bit words down 1,024 columns side by side, then over the columns; the tail is filled with zeros."""
    columns = 1024
    data += b"\0" * (-len(data) % (8 * columns))
    state = np.full(columns, ft.FNV_OFFSET, np.uint64)
    with np.errstate(over="ignore"):
        for row in np.frombuffer(data, "<u8").reshape(-1, columns):
            state = (state ^ row) * np.uint64(ft.FNV_PRIME)
    out = ft.FNV_OFFSET
    for word in state:
        out = ((out ^ int(word)) * ft.FNV_PRIME) & ft.MASK
    return out


def int8_rows(w):
    scale = np.maximum(np.abs(w).max(1), 1e-12) / 127
    return np.round(w / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def main(data_path, network_path, lemmas, nouns, out):
    data = pickle.load(open(data_path, "rb"))
    m, v = load(network_path, data)
    c = m.c
    p = {k: t.detach().numpy().astype(np.float64) for k, t in m.state_dict().items()}
    sections = {}

    def floats(name, a):
        sections[name] = np.ascontiguousarray(a, "<f4").tobytes()

    def matrix(name, w):
        rows, scale = int8_rows(w)
        sections[name + ".rows"] = rows.tobytes()
        floats(name + ".scale", scale)

    def linear(name, w, bias):
        matrix(name, w)
        floats(name + ".bias", bias)

    def padded(blocks):
        """Stacks (weight, bias) blocks, each filled to a multiple of 16 rows."""
        ws, bs = [], []
        for w, b in blocks:
            fill = -len(w) % 16
            ws += [w, np.zeros((fill, w.shape[1]))]
            bs += [b, np.zeros(fill)]
        return np.concatenate(ws), np.concatenate(bs)

    sections["config"] = struct.pack("<10I", c["width"], c["hidden"], c["layers"], c["arc"], c["rel"], c["upos"], c["xpos"],
                                     c["tags"], c["deprel"], BUCKETS)
    sections["labels"] = "\n".join(" ".join(x) for x in (v.upos, v.xpos, v.deprel, v.tags)).encode()
    keys = sorted(set(v.word) | set(v.glove))
    glove = m.glove.numpy().astype(np.float64) @ p["glove_map.weight"].T
    glove[0] = p["no_glove"]
    at = [v.rows_of(k) for k in keys]
    word = np.concatenate([(p["word.weight"][0] + glove[0])[None],
                           p["word.weight"][[a for a, _ in at]] + glove[[b for _, b in at]]])
    order = np.argsort(np.array([ft.hash64(k) for k in keys], np.uint64))
    sections["word.keys"] = np.array([ft.hash64(k) for k in keys], "<u8")[order].tobytes()
    matrix("word", np.concatenate([word[:1], word[1:][order]]))
    feature = sorted(v.feature, key=ft.hash64)
    sections["feature.keys"] = np.array([ft.hash64(f) for f in feature], "<u8").tobytes()
    matrix("feature", np.concatenate([p["feature.weight"][:1], p["feature.weight"][[v.feature[f] for f in feature]]]))
    lexicon = sorted(data["lexicon"], key=ft.hash64)
    sections["lexicon.keys"] = np.array([ft.hash64(w) for w in lexicon], "<u8").tobytes()
    sections["lexicon.bits"] = bytes(data["lexicon"][w] for w in lexicon)
    floats("input.first", p["first"])
    floats("input.mode", p["mode"])
    floats("input.gain", p["norm.weight"])
    floats("input.shift", p["norm.bias"])
    for i in range(c["layers"]):
        def gate(kind, suffix):
            return p["rnn.%d.%s_l0%s" % (i, kind, suffix)]
        both = ("", "_reverse")
        linear("lstm%d.in" % i, np.concatenate([gate("weight_ih", s) for s in both]),
               np.concatenate([gate("bias_ih", s) + gate("bias_hh", s) for s in both]))
        for s, name in zip(both, ("forward", "backward")):
            w = gate("weight_hh", s)
            linear("lstm%d.%s" % (i, name), w, np.zeros(len(w)))
    linear("heads", *padded([(p[n + ".weight"], p[n + ".bias"])
                             for n in ("upos", "xpos", "name", "arc_head", "arc_dep", "rel_head", "rel_dep")]))
    # score = (W'd + u) . h + distance(d): u joins as the bias of W', and the constant of u as nothing
    linear("arc", *padded([(p["arc_w"].T, p["arc_bias.weight"][0]), (p["arc_dist.weight"], p["arc_dist.bias"])]))
    linear("rel.out", *padded([(p["rel_out.weight"], p["rel_out.bias"])]))
    floats("rel.dist", p["rel_dist.weight"])
    root = p["root"]
    h = p["arc_head.weight"] @ root + p["arc_head.bias"]
    floats("root.arc", np.where(h > 0, h, 0.1 * h))
    floats("root.rel", p["rel_head.weight"] @ root + p["rel_head.bias"])
    sections["lemmas"] = open(lemmas, "rb").read()
    sections["nouns"] = open(nouns, "rb").read()
    head, body = b"", b""
    start = 32 + 40 * len(sections)
    for name, content in sections.items():
        body += b"\0" * (-(start + len(body)) % 64)
        head += struct.pack("<24sQQ", name.encode(), start + len(body), len(content))
        body += content
    rest = head + body
    with open(out, "wb") as f:
        f.write(struct.pack("<8sIIQQ", b"ANLMODEL", VERSION, len(sections), 32 + len(rest), checksum(rest)) + rest)
    print("%d bytes, %d words, %d features" % (32 + len(rest), len(keys), len(feature)))


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])

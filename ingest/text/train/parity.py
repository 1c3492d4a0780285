"""Writes the parity test's data: parity.py DATA.pkl NETWORK.pt SENTENCES.txt OUT.conllu

SENTENCES.txt holds one sentence a line, its tokens parted by spaces. The answers are those of the network in floating point;
a sentence on which a choice hangs by less than a tenth of probability is left out, since int8 may choose otherwise.
"""
import pickle, sys
import numpy as np, torch
import data as dt, train
from decode import eisner


def main(data_path, network, sentences, out_path):
    torch.set_num_threads(1)
    data = pickle.load(open(data_path, "rb"))
    m, v = train.load(network, data)
    m.eval()
    out, left = open(out_path, "w", encoding="utf-8"), 0
    for number, line in enumerate(open(sentences, encoding="utf-8"), 1):
        words = line.split()
        e = dt.encode({"words": words}, v, recased=False)
        with torch.no_grad():
            t = dt.tensors([e])
            x = m.encode(t)
            arc, states, buckets = m.arcs(x, t["mask"])
            head = torch.from_numpy(eisner(arc.numpy().astype(np.float64)))
            rel = m.labels(x, states, buckets, head)
            rel[..., v.deprel.index("root")] -= 1e4
            tops = [s.softmax(-1)[0].topk(2, -1) for s in (m.upos(x), m.xpos(x), rel)]
            p = arc.softmax(-1)[0].gather(1, head[0][:, None])[:, 0]
        sure = min(min((k.values[:, 0] - k.values[:, 1]).min() for k in tops), (2 * p - 1).min())
        if sure < 0.1:
            left += 1
            continue
        up, xp, rl = (k.indices[:, 0].tolist() for k in tops)
        out.write("# sent_id = %d\n" % number)
        for i, w in enumerate(words):
            h = int(head[0, i])
            out.write("%d\t%s\t_\t%s\t%s\t_\t%d\t%s\t_\t_\n" %
                      (i + 1, w, v.upos[up[i]], v.xpos[xp[i]], h, "root" if h == 0 else v.deprel[rl[i]]))
        out.write("\n")
    print(left, "left out")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])

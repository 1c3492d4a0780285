"""Averages the weights of a network and of one trained on from it: average.py FIRST.pt SECOND.pt SHARE OUT.pt

OUT holds (1 - SHARE) of FIRST and SHARE of SECOND; both must have one vocabulary.
"""
import sys
import torch


def main(first, second, share, out):
    a, b = torch.load(first), torch.load(second)
    assert (a["vocabulary"].word, a["vocabulary"].feature) == (b["vocabulary"].word, b["vocabulary"].feature)
    a["state"] = {k: (1 - float(share)) * t + float(share) * b["state"][k] for k, t in a["state"].items()}
    torch.save(a, out)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])

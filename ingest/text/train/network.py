"""The joint tagger and parser: word, affix, shape and lexicon features with GloVe, a BiLSTM, and five heads."""
import random
import torch, torch.nn as nn, torch.nn.functional as F

BUCKETS = 24  # 0-11 heads to the left, 12 the root, 13-23 heads to the right


def bucket(d):
    """Bucket of the signed distance head - dependent."""
    a = d.abs()
    b = a.clamp(max=5)
    for low, value in ((6, 6), (8, 7), (11, 8), (15, 9), (21, 10), (31, 11)):
        b = torch.where(a >= low, torch.full_like(a, value), b)
    return torch.where(d < 0, b, b + 12)


class Dropout(nn.Module):
    """Dropout from a pool of random masks, several times cheaper on a CPU than drawing each."""
    pools = {}

    def __init__(self, p):
        super().__init__()
        self.p = p
        if p not in Dropout.pools:
            Dropout.pools[p] = (torch.rand(4000037) >= p).float() / (1 - p)

    def forward(self, x):
        pool, n = Dropout.pools[self.p], x.numel()
        if not self.training or n >= len(pool):
            return F.dropout(x, self.p, self.training)
        at = random.randrange(len(pool) - n)
        return x * pool[at:at + n].view(x.shape)


class Network(nn.Module):
    def __init__(self, c, glove):
        super().__init__()
        self.c = c
        d, h = c["width"], c["hidden"]
        self.word = nn.Embedding(c["words"], d, sparse=True)      # 0 is every unknown word
        self.feature = nn.EmbeddingBag(c["features"], d, mode="sum", sparse=True)  # 0 is every unknown feature
        nn.init.normal_(self.word.weight, 0, 0.1)
        nn.init.normal_(self.feature.weight, 0, 0.1)
        self.glove = glove                                         # frozen; row 0 is zeros
        self.glove_map = nn.Linear(glove.shape[1], d, bias=False)
        self.no_glove = nn.Parameter(torch.zeros(d))
        self.first = nn.Parameter(torch.zeros(d))
        self.mode = nn.Parameter(torch.zeros(4, d))
        self.norm = nn.LayerNorm(d)
        self.rnn = nn.ModuleList([nn.LSTM(d if i == 0 else 2 * h, h, bidirectional=True, batch_first=True)
                                  for i in range(c["layers"])])
        self.drop, self.drop_arc = Dropout(c["dropout"]), Dropout(0.33)
        d = 2 * h
        self.upos, self.xpos, self.name = nn.Linear(d, c["upos"]), nn.Linear(d, c["xpos"]), nn.Linear(d, c["tags"])
        self.root = nn.Parameter(torch.randn(d) * 0.1)
        self.arc_head, self.arc_dep = nn.Linear(d, c["arc"]), nn.Linear(d, c["arc"])
        self.arc_w = nn.Parameter(torch.zeros(c["arc"], c["arc"]))
        nn.init.orthogonal_(self.arc_w)
        self.arc_w.data *= 0.5
        self.arc_bias, self.arc_dist = nn.Linear(c["arc"], 1), nn.Linear(c["arc"], BUCKETS)
        self.rel_head, self.rel_dep = nn.Linear(d, c["rel"]), nn.Linear(d, c["rel"])
        self.rel_dist = nn.Embedding(BUCKETS, c["rel"])
        nn.init.zeros_(self.rel_dist.weight)
        self.rel_out = nn.Linear(c["rel"], c["deprel"])

    def encode(self, b):
        n, length = b["word"].shape
        x = self.word(b["word"]) + self.feature(b["feature"].view(n * length, -1)).view(n, length, -1)
        x = x + self.glove_map(self.glove[b["glove"]]) + (b["glove"] == 0).float().unsqueeze(-1) * self.no_glove
        x = x + self.mode[b["mode"]].unsqueeze(1)
        x = torch.cat([x[:, :1] + self.first, x[:, 1:]], 1)
        x = self.drop(self.norm(x)) * b["mask"].unsqueeze(-1)
        lengths = b["mask"].sum(1).long()
        for rnn in self.rnn:
            p = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            x = self.drop(nn.utils.rnn.pad_packed_sequence(rnn(p)[0], batch_first=True, total_length=length)[0])
        return x

    def arcs(self, x, mask):
        """Scores [sentence, dependent, head] with head 0 the root; also the states with the root, and the buckets."""
        n, length, _ = x.shape
        states = torch.cat([self.root.expand(n, 1, -1), x], 1)
        h = self.drop_arc(F.leaky_relu(self.arc_head(states), 0.1))
        d = self.drop_arc(F.leaky_relu(self.arc_dep(x), 0.1))
        j, i = torch.arange(length + 1)[None, :], torch.arange(1, length + 1)[:, None]
        buckets = torch.where((j == 0).expand(length, -1), torch.tensor(12), bucket(j - i))
        score = (d @ self.arc_w) @ h.transpose(1, 2) + self.arc_bias(h).transpose(1, 2)
        score = score + self.arc_dist(d).gather(2, buckets[None].expand(n, -1, -1))
        score = score + (torch.cat([torch.ones(n, 1), mask], 1)[:, None] - 1) * 1e4
        at = torch.arange(length)
        score[:, at, at + 1] = -1e4
        return score, states, buckets

    def labels(self, x, states, buckets, head):
        head = head.clamp(min=0)[..., None]
        h = self.rel_head(states).gather(1, head.expand(-1, -1, self.c["rel"]))
        b = buckets[None].expand(x.shape[0], -1, -1).gather(2, head)[..., 0]
        return self.rel_out(self.drop_arc(F.leaky_relu(h + self.rel_dep(x) + self.rel_dist(b), 0.1)))

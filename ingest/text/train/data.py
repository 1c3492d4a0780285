"""Vocabularies, encoded sentences, and batches of them."""
import collections, random
import numpy as np, torch
import features as ft
from treebank import TAGS


class Vocabulary:
    """Numbers for words, features and labels. Words seen twice and features seen three times have their own."""

    def __init__(self, gold, extra, data, word_min=2, feature_min=3, extra_word_min=8, extra_feature_min=40):
        self.lexicon = data["lexicon"]
        words, feats, xwords, xfeats = (collections.Counter() for _ in range(4))
        for sentences, w, f in ((gold, words, feats), (extra, xwords, xfeats)):
            for s in sentences:
                w.update(ft.norm(t) for t in s["words"])
            for word, c in collections.Counter(t for s in sentences for t in s["words"]).items():
                for feature in ft.features(word, self.lexicon):
                    f[feature] += c
        self.count = words + xwords
        kept = [w for w, c in words.items() if c >= word_min]
        kept += [w for w, c in xwords.items() if c >= extra_word_min and words[w] < word_min]
        self.word = {w: i + 1 for i, w in enumerate(kept)}
        kept = [f for f, c in feats.items() if c >= feature_min]
        kept += [f for f, c in xfeats.items() if c >= extra_feature_min and feats[f] < feature_min]
        self.feature = {f: i + 1 for i, f in enumerate(kept)}
        self.glove = {w: i + 1 for i, w in enumerate(data["glove_words"])}
        self.upos = sorted({t for s in gold for t in s["upos"]})
        self.xpos = sorted({t for s in gold for t in s["xpos"]})
        self.deprel = sorted({t for s in gold for t in s["deprel"]})
        self.tags = TAGS
        self.cache = {}

    def rows_of(self, key):
        """Rows of a normalised word; an unknown abbreviation is looked up without its points."""
        word, glove = self.word.get(key, 0), self.glove.get(key, 0)
        if not glove and len(key) > 1 and key[-1] == ".":
            bare = key.replace(".", "")
            glove = self.glove.get(bare, 0)
            word = word or self.word.get(bare, 0)
        return word, glove

    def of_word(self, word):
        """(word, GloVe row, features, count)."""
        got = self.cache.get(word)
        if got is None:
            key = ft.norm(word)
            got = (*self.rows_of(key), [self.feature.get(f, 0) for f in ft.features(word, self.lexicon)],
                   self.count[key])
            self.cache[word] = got
        return got


def encode(s, v, weight=1.0, recased=True):
    """Adds the arrays of a sentence: e (inputs) and its labels; -1 where a label is not known."""
    n = len(s["words"])

    def inputs(words):
        rows = [v.of_word(w) for w in words]
        return (np.array([r[0] for r in rows]), np.array([r[1] for r in rows]), np.array([r[2] for r in rows]),
                np.array([r[3] for r in rows], np.float32), ft.case_mode(words))
    up, xp, rl, tg = ({t: i for i, t in enumerate(x)} for x in (v.upos, v.xpos, v.deprel, v.tags))
    e = {"in": [inputs(s["words"])], "n": n, "weight": weight, "id": s.get("id")}
    if recased:
        e["in"] += [inputs(ft.recase(s["words"], m)) for m in (ft.UPPER, ft.TITLE, ft.TITLE, ft.LOWER)]
    if "head" in s:
        e["head"] = np.array(s["head"])
        e["upos"] = np.array([up.get(t, -1) for t in s["upos"]])
        e["xpos"] = np.array([xp.get(t, -1) for t in s["xpos"]])
        e["deprel"] = np.array([rl.get(t, -1) for t in s["deprel"]])
    names = s.get("names")
    e["names"] = np.array([tg[t] if t else -1 for t in names]) if names else np.full(n, -1)
    return e


def batches(encoded, size, shuffle):
    """Lists of sentences of like length, about `size` padded words each."""
    encoded = list(encoded)
    if shuffle:
        random.shuffle(encoded)
    encoded.sort(key=lambda e: e["n"] + (random.random() * 3 if shuffle else 0))
    out, cur, longest = [], [], 0
    for e in encoded:
        cur.append(e)
        longest = max(longest, e["n"])
        if len(cur) * longest >= size:
            out.append(cur)
            cur, longest = [], 0
    if cur:
        out.append(cur)
    if shuffle:
        random.shuffle(out)
    return out


def tensors(batch, recase=0.0, word_drop=0.0):
    """One batch as tensors, with words forgotten and sentences recased at random when asked."""
    n, length = len(batch), max(e["n"] for e in batch)
    t = {k: np.zeros((n, length), np.int64) for k in ("word", "glove")}
    t["feature"] = np.zeros((n, length, ft.FEATURES_PER_WORD), np.int64)
    for k in ("head", "upos", "xpos", "deprel", "names"):
        t[k] = np.full((n, length), -1, np.int64)
    t["mask"], t["mode"] = np.zeros((n, length), np.float32), np.zeros(n, np.int64)
    t["weight"] = np.array([e["weight"] for e in batch], np.float32)
    for i, e in enumerate(batch):
        k = e["n"]
        form = random.randrange(1, len(e["in"])) if len(e["in"]) > 1 and random.random() < recase else 0
        word, glove, feature, count, t["mode"][i] = e["in"][form]
        if word_drop:
            lost = np.random.rand(k) < np.maximum(word_drop / (word_drop + count), 0.02)
            word = np.where(lost, 0, word)
            glove = np.where(lost & (np.random.rand(k) < 0.5) | (np.random.rand(k) < 0.02), 0, glove)
        t["word"][i, :k], t["glove"][i, :k], t["feature"][i, :k], t["mask"][i, :k] = word, glove, feature, 1
        for name in ("head", "upos", "xpos", "deprel", "names"):
            if name in e:
                t[name][i, :k] = e[name]
    return {k: torch.from_numpy(v) for k, v in t.items()}

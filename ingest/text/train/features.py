"""What the network sees of a word. ingest/text/features.cpp computes the same, bit for bit."""

FNV_OFFSET, FNV_PRIME, MASK = 14695981039346656037, 1099511628211, (1 << 64) - 1
FEATURES_PER_WORD = 9  # suffixes 1-4, prefixes 1-3, shape, lexicon classes
NORMAL, UPPER, TITLE, LOWER = range(4)
QUOTES = {"\u2019": "'", "\u2018": "'", "`": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}


def fold_char(c):
    """Lower case of one code point, for the alphabets the model knows; others stay as they are."""
    o = ord(c)
    if o < 128:
        return chr(o + 32) if 65 <= o <= 90 else c
    if 0xC0 <= o <= 0xDE and o != 0xD7 or 0x391 <= o <= 0x3A9 or 0x410 <= o <= 0x42F:
        return chr(o + 32)
    if 0x400 <= o <= 0x40F:
        return chr(o + 80)
    if 0x100 <= o <= 0x137 or 0x14A <= o <= 0x177:
        return chr(o | 1)
    if 0x139 <= o <= 0x148 or 0x179 <= o <= 0x17E:
        return chr(o + (o & 1))
    return c


def is_upper(c):
    return fold_char(c) != c


def is_lower(c):
    o = ord(c)
    if o < 128:
        return 97 <= o <= 122
    return (0xDF <= o <= 0x17F and o != 0xF7 or 0x3AC <= o <= 0x3CE or 0x430 <= o <= 0x45F) and not is_upper(c)


def norm(word):
    """The key of a word: folded, with plain quotes and dashes."""
    word = "".join(QUOTES.get(c, fold_char(c)) for c in word)
    return '"' if word == "''" else word


def shape(word):
    """X upper, x lower, d digit, other characters themselves; runs cut to two; at most 8 characters."""
    out = ""
    for c in word:
        c = "X" if is_upper(c) else "x" if is_lower(c) else "d" if "0" <= c <= "9" else c
        if len(out) >= 2 and out[-1] == c and out[-2] == c:
            continue
        out += c
        if len(out) == 8:
            break
    return out


def features(word, lexicon):
    """The nine feature strings of a word. `lexicon` maps a normalised word to its class bits."""
    key = norm(word)
    low = "".join("0" if "0" <= c <= "9" else c for c in key)
    return (["s%d" % n + low[-n:] for n in (1, 2, 3, 4)] + ["p%d" % n + low[:n] for n in (1, 2, 3)]
            + ["sh" + shape(word), "lx%d" % lexicon.get(key, 0)])


def hash64(text):
    """FNV-1a over the UTF-8 bytes, with a last mixing step."""
    h = FNV_OFFSET
    for b in text.encode("utf-8", "surrogatepass"):
        h = ((h ^ b) * FNV_PRIME) & MASK
    return h ^ (h >> 29)


def case_mode(words):
    """How a sentence is written: as usual, all capitals, Title Case or lower case."""
    two = upper = capital = long = long_capital = 0
    for w in words:
        letters = [c for c in w if is_upper(c) or is_lower(c)]
        if len(letters) < 2:
            continue
        two += 1
        upper += all(is_upper(c) for c in letters)
        capital += is_upper(letters[0])
        if len(letters) >= 4:
            long += 1
            long_capital += is_upper(letters[0])
    if two >= 2 and upper * 5 >= two * 4:
        return UPPER
    if long >= 3 and long_capital * 5 >= long * 4:
        return TITLE
    return LOWER if two >= 3 and capital == 0 else NORMAL


KEPT_LOW = {"a", "an", "and", "the", "of", "in", "on", "for", "to", "at", "by", "with", "or", "as", "but", "from"}


def recase(words, mode):
    """The same words as a headline or a capital-letter wire would write them."""
    if mode == UPPER:
        return [w.upper() for w in words]
    if mode == LOWER:
        return [w.lower() for w in words]
    return [w if (i and w.lower() in KEPT_LOW) or not w[:1].islower() else w[0].upper() + w[1:]
            for i, w in enumerate(words)]

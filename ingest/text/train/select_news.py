"""Chooses unlabelled news articles for self-training: select_news.py NEWSWIRE GOLD TREEBANKS OUT_DIR

Writes OUT_DIR/<source>.txt, articles parted by form feeds, about the number of words below from each source of NEWSWIRE.
An article that shares three or more runs of eight words with a text of GOLD (*.jsonl, any depth) or of a treebank's dev part is left
out, so that nothing the product is measured on is trained on.
"""
import glob, gzip, json, os, random, re, sys

WORDS = {"afp": 150000, "xinhua": 150000, "reuters2017": 160000, "wikinews": 90000, "reuters21578": 120000, "whitehouse": 50000}
RUN = 8


def runs(text):
    w = re.findall(r"\w+", text.lower())
    return {hash(tuple(w[i:i + RUN])) for i in range(len(w) - RUN + 1)}


def main(newswire, gold, banks, out):
    kept_out = set()
    for path in glob.glob(gold + "/**/*.jsonl", recursive=True):
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            for value in row.values():
                if isinstance(value, str) and len(value) > 40:
                    kept_out |= runs(value)
    for path in glob.glob(banks + "/*/*dev*.conllu.gz"):
        for line in gzip.open(path, "rt", encoding="utf-8"):
            if line.startswith("# text = "):
                kept_out |= runs(line[9:])
    os.makedirs(out, exist_ok=True)
    for source, words in WORDS.items():
        rows = [json.loads(x) for x in gzip.open("%s/%s.jsonl.gz" % (newswire, source), "rt", encoding="utf-8")]
        random.Random(11).shuffle(rows)
        chosen, have, dropped = [], 0, 0
        for r in rows:
            text = (r.get("title") or "") + "\n\n" + r["text"]
            if len(runs(text) & kept_out) >= 3:
                dropped += 1
                continue
            if len(r["text"]) > 30000:
                continue
            chosen.append(text.replace("\f", " "))
            have += len(text.split())
            if have >= words:
                break
        open("%s/%s.txt" % (out, source), "w", encoding="utf-8").write("\f".join(chosen))
        print(source, len(chosen), "articles", have, "words;", dropped, "left out as measured on")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])

"""Cuts chosen news into the lines label.py reads, by the product itself: cut_news.py ANNALIST NEWS_DIR OUT.tok

ANNALIST is the program (build/release/annalist), NEWS_DIR what select_news.py wrote. OUT.tok holds one sentence a line, its
tokens parted by spaces, in an order that is random but the same each time. Sentences cut short for their length are left out.
"""
import glob, random, subprocess, sys


def sentences(annalist, path):
    """The words of each sentence of one source."""
    text = open(path, encoding="utf-8").read().replace("\f", "\n\n")
    rows = subprocess.run([annalist, "parse"], input=text, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    for block in rows.split("\n\n"):
        lines = block.split("\n")
        words = [x.split("\t")[1] for x in lines if x.split("\t")[0].isdigit()]
        if words and not any(x.startswith("# split") for x in lines):
            yield words


def main(annalist, news, out):
    lines = [" ".join(words) for path in sorted(glob.glob(news + "/*.txt")) for words in sentences(annalist, path)]
    random.Random(11).shuffle(lines)
    open(out, "w", encoding="utf-8").write("".join(x + "\n" for x in lines))
    print(len(lines), "sentences", sum(x.count(" ") + 1 for x in lines), "tokens")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])

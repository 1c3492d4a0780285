"""Has TimelineJS show a file in Chromium and compares the slides with what the file says.

usage: read_timelinejs.py FILE

NODE_PATH says where @knight-lab/timelinejs is. Exit status 77: it, Chromium or a module is missing.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    from lxml import html
except ImportError as missing:
    print(f"skipped: {missing}; install python3-lxml")
    sys.exit(77)
places = [pathlib.Path(place) / "@knight-lab/timelinejs/dist" for place in os.environ.get("NODE_PATH", "").split(":")]
dist = next((place for place in places if place.is_dir()), None)
if dist is None or not shutil.which("chromium"):
    print("skipped: install chromium, npm install @knight-lab/timelinejs, and set NODE_PATH")
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
meant = json.loads(text)["events"]
script = text.replace("<", "\\u003c")  # no </script> within
with tempfile.TemporaryDirectory() as folder:
    page = pathlib.Path(folder) / "page.html"
    page.write_text(f"""<!DOCTYPE html><html><head><meta charset="utf-8"><script src="{dist}/js/timeline.js"></script></head>
<body><div id="t" style="width:900px;height:600px"></div>
<script>new TL.Timeline("t", {script}, {{}});</script></body></html>""", encoding="utf-8")
    shown = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
         f"--user-data-dir={folder}/profile", "--virtual-time-budget=6000", "--dump-dom", page.as_uri()],
        capture_output=True, check=True, encoding="utf-8", timeout=100).stdout
slides = html.fromstring(shown).xpath("//div[contains(concat(' ', @class, ' '), ' tl-slide ')]")
assert len(slides) == len(meant), (len(slides), len(meant))


def plain(markup):
    return html.fromstring(f"<div>{markup}</div>").text_content().split()


for slide, event in zip(slides, meant):
    (headline,) = slide.xpath(".//h2[contains(@class, 'tl-headline') and not(contains(@class, 'date'))]")
    assert headline.text_content().split() == plain(event["text"]["headline"]), headline.text_content()
    assert not [e for e in slide.iter() if e.tag in ("talks", "sons")], "somebody's markup"
    (date,) = slide.xpath(".//*[contains(@class, 'tl-headline-date')]")
    words = date.text_content()
    assert ("about" in words) == ("display_date" in event), words
    if "display_date" not in event:
        assert str(event["start_date"]["year"]) in words
        assert ("day" in event["start_date"]) == any(part.strip(",").isdigit() and len(part.strip(",")) < 3
                                                     for part in words.split()), words
    for link in slide.xpath(".//div[contains(@class, 'tl-text-content')]//a/@href"):
        assert link.startswith("https://news.example/"), link
print(f"{len(slides)} slides are as they were meant")

"""How long a build takes, beside a bare script on the same files in the same run.

python benchmarks/build.py [EPISODES]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import make_show

BARE = """
import sys, yaml
from pathlib import Path
from feedgen.feed import FeedGenerator
from markdown_it import MarkdownIt
folder, markdown = Path(sys.argv[1]), MarkdownIt()
show = yaml.load((folder / "show.yaml").read_text(), yaml.CSafeLoader)
feed = FeedGenerator()
feed.load_extension("podcast")
feed.title(show["title"]); feed.link(href=show["link"]); feed.description(show["description"])
for path in sorted(folder.glob("episodes/*.md")):
    _, front, notes = path.read_text().split("---\\n", 2)
    matter = yaml.load(front, yaml.CSafeLoader)
    entry = feed.add_entry(order="append")
    entry.title(matter["title"]); entry.guid(path.stem); entry.pubDate(matter["published"])
    entry.content(markdown.render(notes), type="CDATA")
    audio = matter["audio"]
    entry.enclosure(audio["url"], str(audio["length"]), "audio/mpeg")
feed.rss_file(str(folder / "bare.xml"))
"""


def timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    episodes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        show = Path(folder, "show")
        make_show(show, episodes)
        bare = min(timed([sys.executable, "-c", BARE, str(show)]) for _ in range(3))
        command = [sys.executable, "-m", "feedtool", "build", str(show)]
        first = timed(command)
        path = next((show / "episodes").glob("*.md"))
        path.write_text(path.read_text("utf-8") + "\nOne more line.\n", "utf-8")
        second = timed(command)
        print(f"| {episodes:,} episodes | seconds | against the bare script |\n|---|---|---|")
        print(f"| bare script | {bare:.2f} | 1.00 |")
        print(f"| first build | {first:.2f} | {first / bare:.2f} |")
        print(f"| second build, one change | {second:.2f} | {second / bare:.2f} |")


if __name__ == "__main__":
    main()

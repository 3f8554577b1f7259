"""How long a build takes, beside bare scripts on the same files in the same run, and its memory.

Two shows are built: one with notes of 1 KB and guests, and one with a sentence an episode and audio
at URLs whose facts are written down, so that there is nothing to measure and little to write.
Ratios are those of the processor's time, which depends less on what else the machine does.

python benchmarks/build.py [EPISODES] [--large EPISODES]     (podgen: pip install ".[bench]")
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from generate import forget, make_plain_show, make_show

HEAD = """
import sys, yaml
from pathlib import Path
from markdown_it import MarkdownIt
folder, markdown = Path(sys.argv[1]), MarkdownIt()
show = yaml.load((folder / "show.yaml").read_text(), yaml.CSafeLoader)
def episodes():
    for path in sorted(folder.glob("episodes/*.md")):
        _, front, notes = path.read_text().split("---\\n", 2)
        yield path.stem, yaml.load(front, yaml.CSafeLoader), markdown.render(notes)
"""
# Nothing is checked, and no iTunes or podcast tags are written.
FEEDGEN = f"""{HEAD}
from feedgen.feed import FeedGenerator
feed = FeedGenerator()
feed.load_extension("podcast")
feed.title(show["title"]); feed.link(href=show["link"]); feed.description(show["description"])
for stem, matter, notes in episodes():
    entry = feed.add_entry(order="append")
    entry.title(matter["title"]); entry.guid(stem); entry.pubDate(matter["published"])
    entry.content(notes, type="CDATA")
    audio = matter["audio"]
    entry.enclosure(audio["url"], str(audio["length"]), "audio/mpeg")
feed.rss_file(str(folder / "feedgen.xml"))
"""
PODGEN = f"""{HEAD}
import warnings
warnings.simplefilter("ignore")
from datetime import timedelta
from podgen import Media, Podcast
podcast = Podcast(name=show["title"], website=show["link"], description=show["description"], explicit=False)
for stem, matter, notes in episodes():
    episode = podcast.add_episode()
    audio = matter["audio"]
    episode.title, episode.id, episode.publication_date = matter["title"], stem, matter["published"]
    episode.long_summary = notes
    episode.media = Media(audio["url"], audio["length"], type="audio/mpeg", duration=timedelta(seconds=3130))
podcast.rss_file(str(folder / "podgen.xml"))
"""
# A child that measures itself: the peak of a parent would count all its children.
PEAK = """
import resource, sys
sys.argv = ["feedtool", "build", sys.argv[1]]
from feedtool.cli import cli
try:
    cli()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
"""


def timed(command: list[str]) -> tuple[float, float]:
    """Run a command; return the time of the processor and the time that passed, in seconds."""
    # Children may keep compiled modules, as an installed program does.
    environment = {key: one for key, one in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - start


def edit(show: Path, turn: int) -> None:
    path = next((show / "episodes").glob("*.md"))
    path.write_text(path.read_text("utf-8") + f"\nOne more line: {turn}.\n", "utf-8")


def compare(show: Path, episodes: int, heading: str) -> None:
    """Take turns, so that a busy moment of the machine hits all alike; the best of five counts."""
    scripts = {"bare script with feedgen": FEEDGEN}
    if find_spec("podgen"):
        scripts["bare script with podgen"] = PODGEN
    build = [sys.executable, "-m", "feedtool", "build", str(show)]
    best: dict[str, tuple[float, float]] = {}
    for turn in range(5):
        runs = {
            name: timed([sys.executable, "-c", script, str(show)])
            for name, script in scripts.items()
        }
        forget(show)
        runs["first build"] = timed(build)
        edit(show, turn)
        runs["second build, one change"] = timed(build)
        runs["build without a change"] = timed(build)
        for name, taken in runs.items():
            best[name] = min(best.get(name, taken), taken)
    print(f"| {episodes:,} episodes, {heading} | processor | seconds | against bare feedgen "
          "| against our first |")  # fmt: skip
    print("|---|---|---|---|---|")
    bare, first = best["bare script with feedgen"][0], best["first build"][0]
    for name, (used, passed) in best.items():
        print(f"| {name} | {used:.2f} | {passed:.2f} | {used / bare:.2f} | {used / first:.2f} |")


def measure_memory(show: Path, episodes: int) -> None:
    make_show(show, episodes)
    for name in ("first build", "second build, one change"):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", PEAK, str(show)], check=True, capture_output=True, text=True
        )
        peak = done.stderr.strip().splitlines()[-1]
        size = (show / "public" / "feed.xml").stat().st_size / 1e6
        print(
            f"{episodes:,} episodes, {name}: {time.perf_counter() - start:.1f} s, peak memory {peak} MB for a feed of {size:.1f} MB"
        )
        edit(show, 0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("episodes", type=int, nargs="?", default=1_000)
    parser.add_argument("--large", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_show(Path(folder, "show"), options.episodes)
        compare(Path(folder, "show"), options.episodes, "notes of 1 KB")
        make_plain_show(Path(folder, "plain"), options.episodes)
        compare(Path(folder, "plain"), options.episodes, "a sentence each, audio at URLs")
        if options.large:
            measure_memory(Path(folder, "large"), options.large)


if __name__ == "__main__":
    main()

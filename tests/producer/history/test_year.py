"""A year of a show in git: whatever happens to its files, subscribers keep their episodes.

An author builds on a computer and commits feed.lock. A machine builds each time from a fresh
checkout against the feed that is out there, publishes, and commits nothing. Each build that stops
says how to go on; the author does that, and then the build must pass.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from feedtool.cli import cli

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]

SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
categories: [Technology]
artwork: https://example.com/cover.png
author: Mira Holt
owner: {email: mira@example.com}
"""
# Few names and titles, so that episodes meet those of others.
NAMES = [f"ep-{number}" for number in range(6)]
TITLES = ["Update", "Nets", "Fog"]
ACTIONS = [
    "start", "start", "write", "write", "rename", "rename", "swap", "edit", "replace audio", "move date",
    "delete", "restore", "copy", "write guids", "build", "publish", "publish", "publish",
]  # fmt: skip
ROUNDS = 6
ERROR = re.compile(r"(?P<path>[^\n:]+):(?:\d+:\d+:)? error: (?P<says>.*) \[(?P<rule>[a-z-]+)\]")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


class Year:
    """A show, its author's clone, the clone of a machine, and what subscribers have seen."""

    def __init__(self, root: Path) -> None:
        self.author, self.machine, self.web = root / "author", root / "machine", root / "feed.xml"
        self.now = datetime(2024, 1, 1, tzinfo=UTC)
        self.made = 0
        # Which episode stands in which file; in the feed it is known by its link.
        self.files: dict[str, int] = {}
        self.deleted: dict[int, tuple[str, str]] = {}
        self.copies: set[str] = set()
        self.changed: dict[str, set[int]] = {"enclosure": set(), "date": set()}
        self.published: dict[int, str] = {}
        self.log: list[str] = []
        git(root, "init", "-q", "--bare", "-b", "main", "origin")
        for clone in (self.author, self.machine):
            git(root, "clone", "-q", "origin", clone.name)
        (self.author / "episodes").mkdir()
        (self.author / "episodes" / ".keep").write_text("")
        (self.author / "show.yaml").write_text(SHOW)
        (self.author / ".gitignore").write_text("public/\n.feedtool/\n")
        git(self.author, "checkout", "-q", "-B", "main")
        self.push()

    def push(self) -> None:
        git(self.author, "add", "-A")
        git(self.author, "commit", "-q", "--allow-empty", "-m", "x")
        git(self.author, "push", "-q", "origin", "main")

    def path(self, name: str) -> Path:
        return self.author / "episodes" / f"{name}.md"

    # What the author does.

    def act(self, action: str, choice: int) -> None:
        self.now += timedelta(days=7)
        self.log.append(f"{action} {choice}")
        names = sorted(self.files)
        if action in ("build", "write guids"):
            self.build(self.author, *(["--write-guids"] if action == "write guids" else []))
            self.push()
        elif action == "publish":
            self.publish()
        elif action in ("start", "write"):
            self.add(self.free(choice), choice, started=action == "start")
        elif action == "restore":
            self.restore(choice)
        elif names:
            name = names[choice % len(names)]
            getattr(self, action.replace(" ", "_"))(name, choice)

    def free(self, choice: int) -> str:
        # Where nothing in the repository knows of an episode, its name is all that its guid has.
        lost = {name for name, text in self.deleted.values() if not self.is_safe(name, text)}
        free = [name for name in NAMES if name not in self.files and name not in lost]
        return free[choice % len(free)] if free else f"more-{self.made}"

    def is_safe(self, name: str, text: str) -> bool:
        lock = self.author / "feed.lock"
        return "\nguid: " in text or (lock.exists() and f'"{name}"' in lock.read_text())

    def add(self, name: str, choice: int, *, started: bool) -> None:
        self.made += 1
        guid = ""
        if started:
            result = run("new", self.author, f"T{self.made}", "--at", f"{self.now:%Y-%m-%d}")
            path = Path(result.output.strip())
            guid = next(line for line in path.read_text().splitlines() if line.startswith("guid: "))
            path.unlink()
        self.put(name, self.made, TITLES[choice % len(TITLES)], f"{guid}\n" if guid else "")

    def put(self, name: str, number: int, title: str, guid: str) -> None:
        self.files[name] = number
        audio = f"https://media.example.com/{number}.mp3"
        self.path(name).write_text(
            f"---\ntitle: {title}\n{guid}link: https://example.com/{number}\n"
            f"published: {self.now.isoformat()}\n"
            f"audio: {{url: {audio}, length: 1000000, duration: 60}}\n---\nNotes.\n"
        )

    def rename(self, name: str, choice: int) -> None:
        new = self.free(choice)
        self.path(name).rename(self.path(new))
        self.files[new] = self.files.pop(name)
        self.copies = {new if one == name else one for one in self.copies}

    def swap(self, name: str, choice: int) -> None:
        other = sorted(self.files)[choice // 7 % len(self.files)]
        texts = self.path(name).read_text(), self.path(other).read_text()
        self.path(other).write_text(texts[0])
        self.path(name).write_text(texts[1])
        self.files[name], self.files[other] = self.files[other], self.files[name]
        turned = {name: other, other: name}
        self.copies = {turned.get(one, one) for one in self.copies}

    def change(self, name: str, pattern: str, new: str) -> None:
        text = self.path(name).read_text()
        self.path(name).write_text(re.sub(pattern, new, text, count=1, flags=re.MULTILINE))

    def edit(self, name: str, choice: int) -> None:
        self.change(name, "^title: .*", f"title: {TITLES[choice // 7 % len(TITLES)]}")

    def replace_audio(self, name: str, choice: int) -> None:
        self.changed["enclosure"].add(self.files[name])
        self.change(
            name, "url: [^,]*,", f"url: https://media.example.com/again-{choice}-{name}.mp3,"
        )

    def move_date(self, name: str, choice: int) -> None:
        self.changed["date"].add(self.files[name])
        day = self.now - timedelta(days=1 + choice % 5)
        self.change(name, "^published: .*", f"published: {day.isoformat()}")

    def delete(self, name: str, choice: int) -> None:
        del choice
        number = self.files.pop(name)
        self.deleted[number] = (name, self.path(name).read_text())
        self.path(name).unlink()
        self.copies.discard(name)

    def restore(self, choice: int) -> None:
        known = [
            number
            for number, (name, text) in sorted(self.deleted.items())
            if self.is_safe(name, text)
        ]
        if known:
            number = known[choice % len(known)]
            name, text = self.deleted.pop(number)
            name = name if name not in self.files else self.free(choice)
            self.files[name] = number
            self.path(name).write_text(text)
            self.build(self.author)

    def copy(self, name: str, choice: int) -> None:
        """Copy a file, and forget that the guid came along."""
        new = self.free(choice)
        text = self.path(name).read_text()
        guid = "".join(f"{line}\n" for line in text.splitlines() if line.startswith("guid: "))
        self.made += 1
        self.put(new, self.made, "Update", guid)
        if guid:
            self.copies.add(new)

    # What is built.

    def publish(self) -> None:
        self.push()
        against = ["--against", self.web] if self.web.exists() else []
        self.build(self.machine, *against)
        self.web.write_bytes((self.machine / "public" / "feed.xml").read_bytes())
        self.check()

    def build(self, clone: Path, *options: object) -> None:
        """Build as often as the messages say what to do; then it must pass."""
        accepted: set[str] = set()
        for _ in range(ROUNDS):
            if clone == self.machine:
                git(clone, "fetch", "-q", "origin")
                git(clone, "reset", "-q", "--hard", "origin/main")
                git(clone, "clean", "-fdxq")
            accept = [word for kind in sorted(accepted) for word in ("--accept", kind)]
            result = run("build", clone, "--at", self.now.isoformat(), *options, *accept)
            if result.exit_code == 0:
                return
            self.log.append(result.stderr)
            faults = [found for line in result.stderr.splitlines() if (found := ERROR.match(line))]
            assert faults, self.tell(result.stderr)
            for fault in faults:
                name = Path(fault["path"]).stem
                kind = self.follow(name, fault["rule"], fault["says"])
                accepted |= {kind} - {""}
            if clone == self.machine:
                if "build once with --against where feed.lock is kept" in result.stderr:
                    self.build(self.author, "--against", self.web)
                self.push()
        pytest.fail(self.tell("the messages lead nowhere"))

    def follow(self, name: str, rule: str, says: str) -> str:
        """Do what a message says, as an author who knows what happened; return what to accept."""
        if rule == "guid-duplicate":
            return self.follow_duplicate(name, says)
        if rule == "published-episode-gone":
            return self.follow_gone(says)
        if name not in self.files:
            return ""  # renamed for the fault before
        if rule == "published-guid-changed":
            return self.follow_guid(name, says)
        kind = {"published-enclosure-changed": "enclosure", "published-date-moved": "date"}[rule]
        return self.follow_facts(name, kind, says)

    def follow_facts(self, name: str, kind: str, says: str) -> str:
        number = self.files[name]
        if name in self.copies and "remove its line guid" in says:
            self.change(name, "^guid: .*\n", "")
            self.copies.discard(name)
            return ""
        if "give its file another name" in says and not self.has_changed(number):
            self.rename(name, self.made)
            return ""
        assert number in self.changed[kind], self.tell(says)
        return kind

    def follow_guid(self, name: str, says: str) -> str:
        found = re.search(r'guid is "([^"]+)", which is "', says)
        if found and found[1] == self.published.get(self.files[name]):
            assert "the same episode after all, build with --accept guid" in says, self.tell(says)
            return "guid"
        if found := re.search(r'write guid: "?([^" ]+)"? into this file', says):
            if other := re.search(r"remove that line from episodes/([^ ]+)\.md", says):
                self.change(other[1], "^guid: .*\n", "")
            self.write_guid(name, found[1])
            return ""
        found = re.search(r'guid is "([^"]+)" and was "([^"]+)"', says)
        assert found, self.tell(says)
        if self.published.get(self.files[name], found[1]) == found[1]:
            return "guid"  # feed.lock has a guid that never came out
        self.write_guid(name, found[2])
        return ""

    def has_changed(self, number: int) -> bool:
        return all(number in numbers for numbers in self.changed.values())

    def follow_duplicate(self, name: str, says: str) -> str:
        assert "remove this line from " in says, self.tell(says)
        if "the newer of the two" in says and name not in self.copies:
            found = re.search(r"as in episodes/([^ ]+)\.md", says)
            assert found, self.tell(says)
            name = found[1]
        assert name in self.copies, self.tell(says)
        self.change(name, "^guid: .*\n", "")
        self.copies.discard(name)
        return ""

    def follow_gone(self, says: str) -> str:
        found = re.search(r'write guid: "?([^" ]+)"? into', says)
        assert found, self.tell(says)
        owners = [number for number, guid in self.published.items() if guid == found[1]]
        here = [name for name, number in self.files.items() if number in owners]
        if here:
            self.write_guid(here[0], found[1])
            return ""
        return "vanished"  # deleted, or it never came out

    def write_guid(self, name: str, guid: str) -> None:
        self.change(name, "^guid: .*\n", "")
        self.change(name, "^link: ", f'guid: "{guid}"\nlink: ')
        self.copies.discard(name)

    def check(self) -> None:
        """Compare what subscribers see now with what they have ever seen."""
        for number, guid in items_of(self.web):
            assert self.published.setdefault(number, guid) == guid, self.tell(f"{number} changed")
        owners = list(self.published.values())
        assert len(owners) == len(set(owners)), self.tell("a guid moved to another episode")

    def tell(self, what: str) -> str:
        return "\n".join([*self.log, f"files: {self.files}", f"seen: {self.published}", what])


def items_of(feed: Path) -> Iterator[tuple[int, str]]:
    for item in etree.parse(feed).iter("item"):
        yield int(str(item.findtext("link")).rpartition("/")[2]), str(item.findtext("guid"))


def git(folder: Path, *words: str) -> None:
    own = ("-c", "user.name=Mira", "-c", "user.email=mira@example.com", "-c", "gc.auto=0")
    subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True)


# A failure is told as it is: to look for a smaller one takes minutes.
@settings(max_examples=8, phases=[Phase.generate])
@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 200)), min_size=25, max_size=52))
def test_a_guid_never_changes_and_never_moves(actions: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as root:
        year = Year(Path(root))
        for action, choice in actions:
            year.act(action, choice)
        year.act("publish", 0)

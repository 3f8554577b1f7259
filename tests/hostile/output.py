"""Texts that steer terminals and CI systems wherever a command prints what it has read."""

from pathlib import Path

from hostile.feeds import HEAD, TAIL, clean_feed, filled, item
from hostile.registry import clean, hostile, hostile_feed

_STEERING = (
    "\x9b31m\u202e::error::no\u2066##vso[task.complete result=Failed;]\u200b\ufeff\U000e0041"
)
# XML takes no ESC; C1 controls and all the others stand in a feed as they are.
_TEXT = _STEERING.encode()


@clean("output", "validate", "feed.xml")
def _clean(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(clean_feed(size))


@hostile_feed("output")
def titles_that_steer(size: int) -> bytes:
    return HEAD + filled(b"<item><title> " + _TEXT + b"</title></item>\n", size) + TAIL


@hostile_feed("output")
def one_line_that_steers(size: int) -> bytes:
    return HEAD + b"<item><title>" + filled(_TEXT, size) + b"</title></item>" + TAIL


@hostile_feed("output")
def lines_that_are_commands(size: int) -> bytes:
    return HEAD + b"<item>" + filled(b"\n::error::no<ttl>1</ttl>", size) + b"</item>" + TAIL


@hostile_feed("output")
def many_faults_in_one_line_of_wide_letters(size: int) -> bytes:
    return (
        HEAD
        + b"<item>"
        + filled("灯台e\u0301\u0301<ttl>灯</ttl>".encode(), size)
        + b"</item>"
        + TAIL
    )


@hostile_feed("output")
def towers_of_marks(size: int) -> bytes:
    return HEAD + item(1, f"<ttl>e{chr(0x301) * (size // 2)}</ttl>") + TAIL


@hostile_feed("output")
def selectors_and_fillers(size: int) -> bytes:
    return HEAD + filled("<ttl>\u3164\ufe0f\ufe0f\U000e0100</ttl>".encode(), size) + TAIL


@hostile_feed("output")
def names_of_elements_that_steer(size: int) -> bytes:
    return HEAD + filled(b"<x\xc2\x9b31m/><\xe2\x80\xae::a>", size) + TAIL


@hostile("output", "validate", "feed.xml", "--format", "json")
def controls_in_json(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(titles_that_steer(size))


@hostile("output", "validate", "feed.xml", "--format", "github")
def controls_in_annotations(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(titles_that_steer(size))


@hostile("output", "validate", "feed.xml", "--format", "markdown")
def backticks_in_markdown(folder: Path, size: int) -> None:
    text = filled(b"<ttl>" + b"`" * 50 + b"|</ttl>", size)
    (folder / "feed.xml").write_bytes(HEAD + text + TAIL)


@hostile("output", "fix", "feed.xml", "--diff")
def differences_that_steer(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(titles_that_steer(size))


@hostile("output", "validate", ".")
def names_of_files_that_steer(folder: Path, size: int) -> None:
    for number in range(max(size // 2000, 1)):
        (folder / f"::error::\x1b[2J\u202e\n{number}.rss").write_bytes(b"<rss><x/>" + b" " * 1800)


@hostile("output", "import", "page.txt", "--into", "show")
def a_page_that_steers(folder: Path, size: int) -> None:
    line = f"\x1b]0;x\x07{_STEERING} Guest\n"
    (folder / "page.txt").write_text(line * max(size // len(line.encode()), 1), "utf-8")


@hostile("output", "lock", ".", "--from", "feed.xml", "--dry-run")
def items_that_steer_and_are_unsure(folder: Path, size: int) -> None:
    (folder / "episodes").mkdir()
    (folder / "show.yaml").write_text(
        "title: T\nlink: https://example.com/\nfeed_url: https://example.com/feed.xml\n"
        "description: D\nlanguage: en\nauthor: A\nowner: {email: a@example.com}\n"
        "categories: [Technology]\nexplicit: false\nartwork: https://example.com/a.jpg\n",
        "utf-8",
    )
    piece = b"<item><title>" + _TEXT + b"</title></item>"
    (folder / "feed.xml").write_bytes(HEAD + filled(piece, size) + TAIL)

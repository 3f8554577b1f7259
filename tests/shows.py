"""Small shows as files: keys and episodes that a test changes."""

import re
from pathlib import Path

AUDIO = "{url: https://media.example.com/%s.mp3, length: 1000000, duration: 60}"
NS = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "atom": "http://www.w3.org/2005/Atom",
}


def write_episode(show: Path, slug: str, keys: str) -> Path:
    """Write an episode whose title is made of its slug; `keys` hold at least its date."""
    path = show / "episodes" / f"{slug}.md"
    audio = "" if "audio:" in keys else f"audio: {AUDIO % slug}\n"
    path.write_text(f"---\ntitle: Of {slug[2:]}\n{audio}{keys}---\nNotes.\n", "utf-8")
    return path


def drop_checks(text: str) -> str:
    """Return a lock file that takes what a test changes: without checksums."""
    return re.sub(r'"checks": \{[^}]*\}', '"checks": {}', text)


def put_keys(text: str, keys: str) -> str:
    """Return YAML with keys appended in place of those of the same names."""
    names = {line.partition(":")[0] for line in keys.splitlines() if line[:1].strip()}
    kept = []
    dropping = False
    for line in text.splitlines():
        if line[:1].strip():
            dropping = line.partition(":")[0] in names
        if not dropping:
            kept.append(line)
    return "\n".join(kept) + f"\n{keys}\n"


def set_keys(show: Path, keys: str) -> int:
    """Put keys into show.yaml; return the line of the first one."""
    path = show / "show.yaml"
    text = put_keys(path.read_text("utf-8"), keys)
    path.write_text(text, "utf-8")
    return text[: -len(keys) - 1].count("\n") + 1

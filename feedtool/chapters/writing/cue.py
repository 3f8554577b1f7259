"""Writes cue sheets: a track for each chapter, with times in frames, of which a second has 75."""

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.cue import FRAMES
from feedtool.values.xml_characters import drop_forbidden

# Tracks have two digits.
MOST_TRACKS = 99
# What a sheet can say of all chapters.
IN_CUE = ("author", "title", "fileName")


def format_cue(reading: Reading, duration_s: float) -> str:
    """Return the text of a cue sheet; quotation marks in titles become apostrophes."""
    del duration_s
    about = reading.about
    named = {key: about[key] for key in ("author", "title") if key in about}
    lines = [
        f'{"PERFORMER" if key == "author" else "TITLE"} "{_plain(value)}"\n'
        for key, value in named.items()
    ]
    lines.append(f'FILE "{_plain(about.get("fileName", "audio.mp3"))}" MP3\n')
    for number, one in enumerate(reading.chapters[:MOST_TRACKS], 1):
        lines.append(f"  TRACK {number:02} AUDIO\n")
        lines.append(f'    TITLE "{_plain(one.title)}"\n')
        lines.append(f"    INDEX 01 {_frames(one.start_ms)}\n")
    return "".join(lines)


def _frames(milliseconds: int) -> str:
    seconds, frames = divmod((milliseconds * FRAMES + 500) // 1000, FRAMES)
    return f"{seconds // 60:02}:{seconds % 60:02}:{frames:02}"


def _plain(value: object) -> str:
    return " ".join(drop_forbidden(str(value)).split()).replace('"', "'")

"""Makes the audio and artwork of the lighthouse show: silence and plain covers, byte for byte."""

from pathlib import Path

from feedtool.show.placeholder import make_cover, make_silence

SHOW = Path(__file__).resolve().parent / "lighthouse"
SECONDS = {"s1-trailer": 5, "s1e1": 12, "s1e2": 14, "s2e1": 16, "s2e2": 18, "s2-bonus": 8}


def make_media() -> dict[str, bytes]:
    """Return the files by their name in the show's folder."""
    files = {f"audio/{name}.mp3": make_silence(seconds) for name, seconds in SECONDS.items()}
    files["artwork/cover.png"] = make_cover(1400)
    files["artwork/season-2.png"] = make_cover(1400, (96, 48, 32))
    return files


if __name__ == "__main__":
    for name, data in make_media().items():
        (SHOW / name).write_bytes(data)

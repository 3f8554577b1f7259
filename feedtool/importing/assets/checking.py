"""What is downloaded is a file of its kind, as a build takes it: its content counts.

What a build would refuse is not taken, so that a download never breaks a show.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from feedtool.chapters.reading.json_form import read_json_chapters
from feedtool.files.opening import ANY_SIZE, open_normal, read_bounded
from feedtool.findings.file_findings import FileFindings
from feedtool.importing.assets.naming import guess_ending
from feedtool.importing.assets.transferring import most_bytes
from feedtool.importing.assets.wanted import Asset, Kind
from feedtool.media.audio import measure_stream
from feedtool.media.facts import MediaFault
from feedtool.media.id3_chapters import read_id3_chapters
from feedtool.media.tags import after_tags
from feedtool.media.types import (
    ending_of,
    endings_of,
    endings_of_type,
    find_kind,
    is_lfs_pointer,
    kind_of,
)
from feedtool.transcripts.reading.detection import FORMS
from feedtool.transcripts.reading.read import read_transcript
from feedtool.values.text_decoding import decode_text
from feedtool.vocabulary import load_list

_HEAD_BYTES = 4096
# Kinds that an enclosure may have, if its address says so.
_NO_AUDIO = ("PDF", "ZIP")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file is: the ending that its name needs; of audio its seconds, 0 if unknown."""

    ending: str
    duration_s: int = 0
    has_chapters: bool = False


class ContentFault(Exception):  # noqa: N818 - says what is wrong, becomes a finding
    """A file is not what a source needs; the text says what it is, `rule` which rule it breaks."""

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(text)
        self.rule = rule


def check_content(asset: Asset, path: Path) -> Checked:
    """Return what a downloaded file is. Raises ContentFault if a build would refuse it."""
    return _CHECKS[asset.kind](asset, path)


def _check_audio(asset: Asset, path: Path) -> Checked:
    try:
        with open_normal(path, ANY_SIZE, follow=False) as stream:
            size = stream.seek(0, 2)
            stream.seek(after_tags(stream))
            head = stream.read(_HEAD_BYTES)
            ending = _choose_ending(asset, head)
            found = measure_stream(stream, size, ending)
            has_chapters = bool(found.chapters or read_id3_chapters(stream))
    except MediaFault as why:
        raise ContentFault("audio-unreadable", str(why)) from None
    return Checked(ending, max(round(found.duration_s), 1) if found.duration_s else 0, has_chapters)


def _choose_ending(asset: Asset, head: bytes) -> str:
    """Return the ending for audio: the promised one, unless its content is of another kind."""
    promised, found = guess_ending(asset), find_kind(head)
    if found in ("text", "HTML") or is_lfs_pointer(head):
        raise MediaFault("it is a text, not audio")
    if found and kind_of(promised) != found:
        known = endings_of(found)
        if not known or found in _NO_AUDIO:
            raise MediaFault(f"it is a {found} file, not audio")
        typed = [one for one in endings_of_type(asset.media_type) if one in known]
        return typed[0] if typed else known[0]
    if not promised:
        raise MediaFault("neither its address, its type nor its first bytes say what it is")
    return promised


def _check_artwork(asset: Asset, path: Path) -> Checked:
    from feedtool.media.pictures import check_artwork, check_pixels, measure_picture  # noqa: PLC0415 - Pillow

    try:
        data = read_bounded(path, most_bytes(asset), follow=False)
        facts = measure_picture(data)
        ending = "png" if facts.format == "PNG" else "jpg"
        wrong = [says for severity, says in check_artwork(facts, ending) if severity == "error"]
        if not wrong:
            check_pixels(data)
    except ValueError as why:
        raise ContentFault("bad-artwork", str(why)) from None
    if wrong:
        raise ContentFault("bad-artwork", wrong[0])
    promised = guess_ending(asset)
    is_jpeg = ending == "jpg" and promised in ("jpg", "jpeg")
    return Checked(promised if is_jpeg else ending)


def _check_chapters(asset: Asset, path: Path) -> Checked:
    data = read_bounded(path, most_bytes(asset), follow=False)
    found = FileFindings("")
    read_json_chapters(decode_text(data, found, "chapters-encoding"), found)
    wrong = next((one for one in found.found if one.severity == "error"), None)
    if wrong is not None:
        raise ContentFault(wrong.rule, wrong.message)
    return Checked("json")


def _check_transcript(asset: Asset, path: Path) -> Checked:
    rule, promised = "transcript-unreadable", guess_ending(asset)
    data = read_bounded(path, most_bytes(asset), follow=False)
    if promised != "html" and find_kind(data[:_HEAD_BYTES]) == "HTML":
        raise ContentFault(rule, "it is a web page, not a transcript")
    findings = FileFindings(path.name)
    reading = read_transcript(data, findings, f"x.{promised or ending_of(asset.url)}")
    if reading is None:
        why = next(one for one in findings.found if one.severity == "error")
        raise ContentFault(why.rule, why.message)
    # A server may name one form and send another.
    form = reading.transcript.form
    # Forms of services are JSON.
    ending = FORMS[form].endings[0] if form in FORMS else "json"
    known = load_list("transcript-endings")
    if ending == "txt" and not promised:
        raise ContentFault(rule, f"its form is none of {', '.join(known)}")
    return Checked(promised if known.get(promised, "") == known.get(ending) else ending)


_CHECKS: Mapping[Kind, Callable[[Asset, Path], Checked]] = {
    "artwork": _check_artwork,
    "transcripts": _check_transcript,
    "chapters": _check_chapters,
    "audio": _check_audio,
}

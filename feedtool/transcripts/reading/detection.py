"""Which form a transcript has: by its content, or else by its name and media type."""

import re
from typing import NamedTuple

from feedtool.findings.file_findings import FileFindings
from feedtool.media.types import ending_of
from feedtool.vocabulary import load_list


class Form(NamedTuple):
    """A form of file: what it is called, the endings of its names, and what reads it."""

    title: str
    endings: tuple[str, ...]
    module: str
    function: str


# The modules are below `feedtool.transcripts.reading`; only that of the file's form is loaded.
FORMS = {
    "vtt": Form("WebVTT", ("vtt",), "vtt", "read_vtt"),
    "srt": Form("SubRip", ("srt",), "srt", "read_srt"),
    "json": Form("JSON", ("json",), "json_forms", "read_json_transcript"),
    "html": Form("HTML", ("html", "htm", "xhtml"), "html_form", "read_html"),
    "txt": Form("plain text", ("txt", "text"), "turns", "read_turns"),
    "md": Form("Markdown", ("md", "markdown"), "turns", "read_turns"),
    "sbv": Form("SubViewer (SBV)", ("sbv",), "line_captions", "read_sbv"),
    "tsv": Form("a table of Whisper", ("tsv",), "line_captions", "read_tsv"),
    "lrc": Form("LRC lyrics", ("lrc",), "line_captions", "read_lrc"),
    "docx": Form("a Word document", ("docx", "docm"), "word_file", "read_word"),
}
_BY_ENDING = {ending: form for form, one in FORMS.items() for ending in one.endings}
# The endings of files that a search of a folder takes; nearly all Markdown is something else.
SEARCHED = frozenset(_BY_ENDING) - {"md", "markdown"}
# Folders of a show that have other JSON and texts.
OTHER_FOLDERS = frozenset(["chapters", "episodes"])
# Above the first cue there may be a few lines that do not belong there.
_NEAR = 2_000
_CLOCK = r"[0-9]{1,9}[:;][0-9]{1,2}[0-9:;.,]{0,20}"
_CAPTIONS = re.compile(
    rf"^[ \t]{{0,9}}({_CLOCK})[ \t]{{0,9}}[-‐-—−=]{{1,3}} ?(?:>|&gt;)[ \t]{{0,9}}{_CLOCK}", re.M
)
_SBV_TIME = r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}"
_LINE_CAPTIONS = {
    "sbv": re.compile(rf"{_SBV_TIME},{_SBV_TIME}[ \t]{{0,9}}[\r\n]"),
    "tsv": re.compile(r"start\tend\ttext[ \t]{0,9}[\r\n]"),
    "lrc": re.compile(
        r"(?:\[(?:ar|al|ti|au|by|re|ve|length|offset|tool):[^\]\n]{0,300}\]\s{0,9}){1,20}\[[0-9]{1,4}:"
    ),
}
_LIKE_HEADER = re.compile(r"web ?vtt\b", re.IGNORECASE)
_JSON = re.compile(r'\{\s{0,99}["}]|\[\s{0,99}(?:[{\["\]]|-?[0-9.]{1,20}\s{0,9}[,\]])')
_PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_ELEMENT = re.compile(
    r"<(?:cite|time|p|div|section|article|main|h[1-6]|ul|ol|dl|table|blockquote)\b|<!--", re.I
)
_COUNTER_ABOVE = re.compile(r"(?:\A|\n)[ \t]{0,9}[0-9]{1,9}[ \t]{0,9}\r?\n?\Z")


def find_named_form(name: str, media_type: str) -> str:
    """Return the form that the ending of a name stands for, or else the media type; or ""."""
    return _BY_ENDING.get(ending_of(name), "") or _form_of_type(media_type)


def explain_stray(form: str, name: str, media_type: str) -> str:
    """Return what is expected if neither name nor type says that a text is a transcript, or ""."""
    if form != "txt" or find_named_form(name, media_type):
        return ""
    return (
        "expected a transcript such as WebVTT (.vtt), SubRip (.srt), text (.txt) or a Word file "
        "(.docx)"
    )


def detect_form(text: str, named: str) -> str:
    """Return the form of a text that is not empty: by its content, or else the one that is named.

    >>> detect_form("WEBVTT", "srt"), detect_form("Mira: Hello.", ""), detect_form("{}", "")
    ('vtt', 'txt', 'json')
    """
    start = text[:_NEAR].lstrip()
    if start.startswith("WEBVTT"):
        return "vtt"
    if _JSON.match(start):
        return "json"
    lines = next((form for form, mark in _LINE_CAPTIONS.items() if mark.match(start)), "")
    if lines:
        return lines
    if _PAGE.match(start):
        return "html"
    captions = _CAPTIONS.search(text)
    if captions is not None and (named in ("srt", "vtt") or captions.start() < _NEAR):
        is_vtt = _LIKE_HEADER.match(start) is not None
        return "vtt" if is_vtt else _detect_captions(text, captions, named)
    if named != "md" and _ELEMENT.match(start):
        return "html"
    return named or "txt"


def _detect_captions(text: str, first: re.Match[str], named: str) -> str:
    """Return which of the two forms of captions a text without the header of WebVTT has."""
    has_comma = "," in first[0]
    if named == "vtt":
        return "srt" if has_comma and "." not in first[0] else "vtt"
    if named == "srt" or has_comma:
        return "srt"
    above = text[max(0, first.start() - 30) : first.start()]
    return "srt" if _COUNTER_ABOVE.search(above) else "vtt"


def compare_form(form: str, name: str, media_type: str, findings: FileFindings) -> None:
    """Report a name or a media type that says another form than a file has."""
    one = FORMS[form]
    ending = ending_of(name)
    known = _BY_ENDING.get(ending)
    if known is not None and known != form:
        message = (
            f"it is {one.title}, but its name ends in .{ending}; rename it to .{one.endings[0]}"
        )
        findings.add("transcript-wrong-type", message, 1, 1)
        return
    given = _form_of_type(media_type)
    right = load_list("transcript-endings").get(one.endings[0])
    if given and given != form and right:
        message = f"it is {one.title}, but its type is {media_type}; write {right}"
        findings.add("transcript-wrong-type", message, 1, 1)


def _form_of_type(media_type: str) -> str:
    usual = media_type.partition(";")[0].strip().lower()
    usual = load_list("transcript-type-variants").get(usual, usual)
    known = load_list("transcript-endings").items()
    ending = next((ending for ending, kind in known if kind == usual), "")
    return _BY_ENDING.get(ending, "")

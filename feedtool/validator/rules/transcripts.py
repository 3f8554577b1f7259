"""Transcripts: types, endings, languages, captions.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/transcript.md
"""

from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.vocabulary import load_list

_USUAL = (("text/vtt", ".vtt"), ("application/x-subrip", ".srt"), ("text/plain", ".txt"))
_TIMED = ("text/vtt", "application/x-subrip", "application/json")


@rule(on="podcast:transcript")
def inspect_transcript(transcript: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a type that is not the usual type for the ending of the file."""
    kind, url = transcript.get("type"), transcript.get("url") or ""
    usual = len(transcript.attributes) == 4 and (kind, url[-4:]) in _USUAL
    return () if usual else _find_type_faults(transcript)


def _find_type_faults(transcript: OpenElement) -> Iterator[ElementFault]:
    found, kind = _type_of(transcript)
    if kind != found:
        message = f'type of {transcript.tag} is "{cut(found)}"; expected "{kind}"'
        yield ElementFault(
            "transcript-type-variant", message, transcript, "type", found, instead=kind
        )
    url = (transcript.get("url") or "").partition("?")[0].partition("#")[0]
    meant = load_list("transcript-endings").get(url.rpartition(".")[2].lower())
    if meant and kind != meant and kind in load_list("transcript-types"):
        ending = url.rpartition(".")[2]
        message = f'type of {transcript.tag} is "{cut(found)}", but the file ends in .{ending}'
        message += f'; expected "{meant}"'
        yield ElementFault(
            "transcript-type-mismatch", message, transcript, "type", found, instead=meant,
            doubtful=True,
        )  # fmt: skip
    rel = (transcript.get("rel") or "").strip().lower()
    if rel == "captions" and kind in ("text/plain", "text/html"):
        message = f'{transcript.tag} says rel="captions", but its type "{kind}" has no times'
        yield ElementFault("captions-untimed", message, transcript, "rel", rel)


@rule(on="item", with_child="podcast:transcript")
def inspect_transcripts(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report an item whose transcripts all have no times, or that has two of a kind."""
    transcript = item.children["podcast:transcript"]
    usual = not transcript.twins and transcript.get("type") in _TIMED
    return () if usual else _find_untimed_or_repeated(item)


def _find_untimed_or_repeated(item: OpenElement) -> Iterator[ElementFault]:
    transcripts = item.all("podcast:transcript")
    kinds = [_type_of(one)[1] for one in transcripts]
    captions = any((one.get("rel") or "").strip() == "captions" for one in transcripts)
    if all(kind in ("text/plain", "text/html") for kind in kinds) and not captions:
        message = (
            f"no {transcripts[0].tag} of the item has times; apps show captions only from "
            "text/vtt, application/x-subrip or application/json"
        )
        yield ElementFault("transcript-untimed", message, transcripts[0])
    seen: dict[tuple[str, str], int] = {}
    for one, kind in zip(transcripts, kinds, strict=True):
        key = (kind, (one.get("language") or "").lower())
        if key in seen:
            message = (
                f'{one.tag} has the same type "{cut(kind)}" and language as the transcript on '
                f"line {seen[key]}"
            )
            yield ElementFault("transcript-repeated", message, one)
        seen.setdefault(key, one.line)


@rule(on="item", with_child="podcast:transcript")
def find_other_language(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report an item without a transcript in the language of the show."""
    if item.children["podcast:transcript"].get("language") is None:
        return ()
    channel = item.parent
    spoken = channel.text_of("language") if channel is not None else ""
    return _find_language_missing(item, spoken.partition("-")[0].lower()) if spoken else ()


def _find_language_missing(item: OpenElement, spoken: str) -> Iterator[ElementFault]:
    transcripts = item.all("podcast:transcript")
    languages = [(one.get("language") or spoken).partition("-")[0].lower() for one in transcripts]
    if spoken not in languages and len(languages[0]) in (2, 3):
        message = (
            f'language of {transcripts[0].tag} is "{cut(languages[0])}", but no transcript is in '
            f'the language of the show, "{cut(spoken)}"'
        )
        yield ElementFault("transcript-language", message, transcripts[0], "language", languages[0])


def _type_of(transcript: OpenElement) -> tuple[str, str]:
    """Return the type as written, and the usual name of this type."""
    found = (transcript.get("type") or "").partition(";")[0].strip().lower()
    usual: str = load_list("transcript-type-variants").get(found, found)
    return found, usual

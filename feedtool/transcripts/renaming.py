"""Gives the speakers of a transcript other names."""

import re
from collections.abc import Mapping
from html import escape, unescape

from feedtool.transcripts.model import Cue, Transcript

_VOICE = re.compile(r"(<v(?:\.[^\s<>]*)?[ \t\n])([^<>]*)>")


def list_speakers(transcript: Transcript) -> list[str]:
    """Return the names of all speakers, in the order in which they first speak."""
    return list(dict.fromkeys(one.speaker for one in transcript.cues if one.speaker))


def rename_speakers(transcript: Transcript, names: Mapping[str, str]) -> Transcript:
    """Return a transcript in which speakers have other names.

    >>> said = Transcript("txt", [Cue("Hello.", speaker="A")])
    >>> list_speakers(rename_speakers(said, {"A": "Bo"}))
    ['Bo']
    """
    if not names:
        return transcript
    return Transcript(
        transcript.form,
        [_rename(one, names) for one in transcript.cues],
        transcript.language,
        transcript.blocks,
    )


def _rename(cue: Cue, names: Mapping[str, str]) -> Cue:
    def replace(voice: re.Match[str]) -> str:
        name = unescape(voice[2]).strip()
        return f"{voice[1]}{escape(names[name], quote=False)}>" if name in names else voice[0]

    markup = _VOICE.sub(replace, cue.markup) if "<v" in cue.markup else cue.markup
    speaker = names.get(cue.speaker, cue.speaker)
    return cue._replace(speaker=speaker, markup=markup)

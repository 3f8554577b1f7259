"""A page of HTML: each turn with its speaker, its time and a link that plays from there.

The turns are a flat run of `<cite>`, `<time>` and `<p>`, which apps know. The page needs no other
file and no script.
Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from unicodedata import bidirectional

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.writing.cleaning import clean_line
from feedtool.transcripts.writing.clock import format_seconds, format_short
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options
from feedtool.transcripts.writing.paragraphs import join_paragraphs

_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
_SCRIPTS_RIGHT_TO_LEFT = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))
# No scripts: a relative address, or one of the web.
_ADDRESS = re.compile(r"https?://|(?![a-z][a-z0-9+.-]{0,30}:)", re.IGNORECASE)
# So many letters show the direction of a text.
_SAMPLE = 500
_STYLE = """\
:root { color-scheme: light dark; --ink: #1c1c1e; --ground: #fff; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --ground: #18181b; --link: #8ec5ff; }
}
body { margin: 0; color: var(--ink); background: var(--ground); }
main { margin: 0 auto; padding: 1.5rem; max-width: 42rem; line-height: 1.6;
  font-family: system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
time + a { padding: 0.4rem; }
cite { font-style: normal; font-weight: bold; unicode-bidi: isolate; }
time { font-variant-numeric: tabular-nums; scroll-margin-top: 1rem; }
p { margin: 0.2rem 0 1.2rem; }
:target { outline: 0.15rem solid; outline-offset: 0.2rem; }
"""


def write_page(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write a whole page with a heading and all turns."""
    language = clean_line(options.language or transcript.language)
    lang = f' lang="{escape(language)}"' if language else ""
    title = escape(clean_line(options.title) or "Transcript", quote=False)
    paragraphs = join_paragraphs(transcript, losses)
    turns = "\n".join(_write_turns(paragraphs, options))
    return (
        f'<!DOCTYPE html>\n<html{lang} dir="{_direction(language, paragraphs)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{turns}\n</main>\n</body>\n</html>\n"
    )


def _direction(language: str, paragraphs: Sequence[Cue]) -> str:
    """Return the direction of a language, or else that of the text.

    The script decides, if the tag of the language names one.

    >>> _direction("he", ()), _direction("az-Arab", ()), _direction("ur-Latn", ())
    ('rtl', 'rtl', 'ltr')
    """
    first, *others = language.lower().split("-")
    script = next((one for one in others if len(one) == 4 and one.isalpha()), "")
    if script:
        return "rtl" if script in _SCRIPTS_RIGHT_TO_LEFT else "ltr"
    if first:
        return "rtl" if first in _RIGHT_TO_LEFT else "ltr"
    sample = "".join(one.text[:_SAMPLE] for one in paragraphs[:_SAMPLE])
    counts = Counter(bidirectional(char) for char in sample[:_SAMPLE])
    return "rtl" if counts["R"] + counts["AL"] > counts["L"] else "ltr"


def _write_turns(paragraphs: list[Cue], options: Options) -> Iterator[str]:
    used: Counter[str] = Counter()
    before = ""
    for number, one in enumerate(paragraphs, 1):
        anchor = f"p{number}" if one.start_ms is None else f"t{one.start_ms // 1000}"
        used[anchor] += 1
        if used[anchor] > 1:
            anchor = f"{anchor}-{used[anchor]}"
        # A paragraph of a text without times goes on with what its author named above.
        is_named = one.start_ms is not None or one.speaker != before
        before = one.speaker
        yield "\n".join(_write_turn(one if is_named else one._replace(speaker=""), anchor, options))


def _write_turn(cue: Cue, anchor: str, options: Options) -> Iterator[str]:
    if cue.speaker:
        name = escape(cue.speaker, quote=False)
        address = options.people.get(cue.speaker)
        yield f"<cite>{_link(address, name) if address else name}:</cite>"
    if cue.start_ms is None:
        yield f'<p id="{anchor}">{escape(cue.text, quote=False)}</p>'
        return
    seconds = format_seconds(cue.start_ms)
    yield f'<time id="{anchor}" datetime="PT{seconds}S">{format_short(cue.start_ms)}</time>'
    # Apps take the text of <time> for a time, so the link stands behind it and has its name.
    named = f' aria-labelledby="{anchor}"'
    if options.audio_url:
        address = f"{clean_line(options.audio_url).partition('#')[0]}#t={seconds}"
        yield _link(address, "▶\ufe0e", named)
    else:
        yield _link(f"#{anchor}", "#", named)
    yield f"<p>{escape(cue.text, quote=False)}</p>"


def _link(address: str, shown: str, named: str = "") -> str:
    if not _ADDRESS.match(address):
        return shown
    return f'<a href="{escape(address)}"{named}>{shown}</a>'

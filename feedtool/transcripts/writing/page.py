"""A page of HTML: each turn with its speaker, its time and a link that plays from there.

The turns are a flat run of `<cite>`, `<time>` and `<p>`, which apps know.
Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from collections import Counter
from collections.abc import Iterator
from html import escape

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.writing.cleaning import clean_line, clean_text
from feedtool.transcripts.writing.clock import format_seconds, format_short
from feedtool.transcripts.writing.losses import Losses
from feedtool.transcripts.writing.options import Options
from feedtool.transcripts.writing.paragraphs import join_paragraphs

_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "dv", "fa", "ha", "he", "iw", "ks", "ku", "ps", "ur", "yi")
)
_STYLE = """\
:root { color-scheme: light dark; --ink: #1c1c1e; --ground: #fff; --link: #0b57a4; --soft: #5b5b62;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --ground: #18181b; --link: #8ec5ff; --soft: #a9a9b2; }
}
body { margin: 0 auto; padding: 1.5rem; max-width: 42rem; line-height: 1.6;
  font-family: system-ui, sans-serif; color: var(--ink); background: var(--ground); }
a { color: var(--link); }
cite { font-style: normal; font-weight: bold; }
time { color: var(--soft); font-variant-numeric: tabular-nums; }
p { margin: 0.2rem 0 1.2rem; overflow-wrap: anywhere; }
:target { outline: 0.15rem solid var(--link); outline-offset: 0.2rem; }
"""


def write_page(transcript: Transcript, options: Options, losses: Losses) -> str:
    """Write a whole page with a heading and all turns."""
    del losses
    language = options.language or transcript.language
    direction = "rtl" if language.lower().split("-")[0] in _RIGHT_TO_LEFT else "ltr"
    title = escape(options.title or "Transcript", quote=False)
    lang = f' lang="{escape(language)}"' if language else ""
    body = "\n".join(_write_turns(transcript, options))
    return (
        f'<!DOCTYPE html>\n<html{lang} dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _write_turns(transcript: Transcript, options: Options) -> Iterator[str]:
    used: Counter[str] = Counter()
    for number, one in enumerate(join_paragraphs(transcript), 1):
        anchor = f"p{number}" if one.start_ms is None else f"t{one.start_ms // 1000}"
        used[anchor] += 1
        if used[anchor] > 1:
            anchor = f"{anchor}-{used[anchor]}"
        yield "\n".join(_write_turn(one, anchor, options))


def _write_turn(cue: Cue, anchor: str, options: Options) -> Iterator[str]:
    place = f' id="{anchor}"'
    name = clean_line(cue.speaker)
    if name:
        shown = escape(name, quote=False)
        address = options.people.get(cue.speaker)
        if address:
            shown = f'<a href="{escape(address)}">{shown}</a>'
        yield f"<cite{place}>{shown}:</cite>"
        place = ""
    if cue.start_ms is not None:
        seconds = format_seconds(cue.start_ms)
        target = f"{options.audio_url}#t={seconds}" if options.audio_url else f"#{anchor}"
        shown = format_short(cue.start_ms)
        yield (
            f'<time{place} datetime="PT{seconds}S"><a href="{escape(target)}">{shown}</a></time>'
        )
        place = ""
    yield f"<p{place}>{escape(clean_line(clean_text(cue.text)), quote=False)}</p>"

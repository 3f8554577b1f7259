"""Transcripts as plain text, written as a small HTML page.

A paragraph that starts with `Name: ` is that speaker's. No time is made up.
Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import re
from html import escape

_SPEAKER = re.compile(r"([^\W\d_][^:.!?,;\n]{0,39}): (?=\S)")


def read_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a transcript; lines within one are joined."""
    return [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def format_html(text: str, *, language: str, title: str) -> str:
    """Write a transcript as an HTML document."""
    body = "\n".join(_format_paragraph(paragraph) for paragraph in read_paragraphs(text))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _format_paragraph(paragraph: str) -> str:
    speaker = _SPEAKER.match(paragraph)
    if speaker is None:
        return f"<p>{escape(paragraph, quote=False)}</p>"
    said = escape(paragraph[speaker.end() :], quote=False)
    return f"<cite>{escape(speaker[1], quote=False)}:</cite>\n<p>{said}</p>"

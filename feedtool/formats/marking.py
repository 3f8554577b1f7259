"""Which part of a source line a finding marks."""

from feedtool.findings.report import Excerpt, Finding


def split_excerpt(finding: Finding, excerpt: Excerpt) -> tuple[str, str, str]:
    """Return the source line before the marked part, the marked part, and what follows it.

    A value that goes on in the next line is marked to the end of this line.

    >>> one = Finding("bad-length", "error", "…", "feed.xml", 4, 9, 4, 14)
    >>> split_excerpt(one, Excerpt('length="12 MB"/>', 8))
    ('length="', '12 MB', '"/>')
    """
    start = excerpt.caret
    end = start + 1
    if finding.end_line is not None and finding.end_line != finding.line:
        end = len(excerpt.text)
    elif finding.column is not None and finding.end_column is not None:
        end = max(start + finding.end_column - finding.column, end)
    return excerpt.text[:start], excerpt.text[start:end], excerpt.text[end:]

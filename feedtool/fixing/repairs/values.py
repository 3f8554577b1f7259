"""Values of attributes and texts: what the check of a value says belongs in its place.

The checks of `values/` and the rules know what a value means; here it is only written.
"""

import re
from collections.abc import Iterator

from feedtool.findings.report import Finding
from feedtool.fixing.registry import repairs
from feedtool.fixing.source import Change, Source

_BLANK_START = re.compile(r"\s*(<!\[CDATA\[)?\s*")
_BLANK_END = re.compile(r"(?:(?<!\s)\s*)(\]\]>)?\s*\Z")
# Who writes "true" here may not know that "yes" hides the show.
_HIDING = ("podcast:block",)


@repairs(
    "bad-boolean", "bad-date", "bad-duration", "bad-email", "bad-explicit", "bad-geo", "bad-host",
    "bad-integer", "bad-integer-list", "bad-language", "bad-media-type", "bad-number", "bad-osm",
    "bad-ratio", "bad-seconds", "bad-time", "bad-url", "bad-yes-no", "category-unknown",
    "build-date-old", "contact-form", "country-unknown", "date-form", "date-weekday-wrong",
    "date-zone-obsolete",
    "duration-fraction", "duration-not-seconds", "enclosure-type-variant",
    "explicit-legacy-value", "image-link-differs", "image-title-differs",
    "integer-leading-zero", "iri-not-ascii", "language-code-variant", "language-subtag",
    "license-case", "media-credit-role-case", "point-comma", "rrule-until", "self-link-type",
    "transcript-type-variant", "url-invisible-character", "url-not-alone", "url-not-ascii",
    "value-case", "value-unlisted",
    safe=True,
)  # fmt: skip
def write_right_value(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the value that every expert would write."""
    if finding.fixable == "safe":
        yield from _write(finding, source)


@repairs(
    "bad-date", "bad-language", "bad-osm", "bad-uri", "bad-url", "bad-value", "category-retired",
    "category-unknown", "date-form", "enclosure-type-mismatch", "enclosure-type-not-media",
    "image-differs", "iri-not-ascii", "language-subtag", "location-exact", "remote-percentage",
    "title-numbered", "transcript-type-mismatch", "url-escaped-twice",
    "url-invisible-character", "url-not-alone",
    "url-not-ascii", "url-not-http", "url-not-https",
    safe=False,
)  # fmt: skip
def write_probable_value(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the value that is most probably meant."""
    if finding.fixable == "unsafe":
        yield from _write(finding, source)


@repairs("value-padded")
def remove_blanks(finding: Finding, source: Source) -> Iterator[Change]:
    """Remove the blanks around a value, also those around and inside a CDATA section."""
    value, element = source.value(finding), source.element(finding)
    if value is None or element is None:
        return
    start, end = value.start, value.end
    if not finding.attribute:
        start, end = element.inside, element.after
    raw = source.text[start:end]
    blank = _BLANK_START.match(raw), _BLANK_END.search(raw)
    for found in filter(None, blank):
        yield Change(start + found.start(), start + found.end(), found[1] or "")


def _write(finding: Finding, source: Source) -> Iterator[Change]:
    if finding.instead is None or finding.element in _HIDING:
        return
    span = source.span(finding)
    if span is None:
        value = source.value(finding)
        if value is not None:
            yield source.replace(value, finding.instead)
    elif _is_in_one_piece(source, *span):
        yield source.replace_part(*span, finding.instead)


def _is_in_one_piece(source: Source, start: int, end: int) -> bool:
    """Return whether a part of a value has no markup and no end of a CDATA section inside."""
    form, raw = source.markup.form_at(start), source.text[start:end]
    return form != "tag" and ("]]>" if form == "cdata" else "<") not in raw

"""Values of attributes and texts: what the check of a value says belongs in its place.

The checks of `values/` and the rules know what a value means; here it is only written.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from feedtool.findings.report import Finding
from feedtool.fixing.registry import repairs
from feedtool.fixing.rewriting import rewrite, rewrite_value
from feedtool.fixing.source import Change, Source
from feedtool.values.fault import Fault
from feedtool.values.html import check_every_part
from feedtool.values.url_escapes import find_escaped_invisible, find_escaped_twice, find_invisible

_BLANK_START = re.compile(r"\s*(<!\[CDATA\[)?\s*")
_BLANK_END = re.compile(r"(?<!\s)\s*+(?:(\]\]>)\s*+)?\Z")
# What an address may have several times.
_STEPS = (find_invisible, find_escaped_invisible, find_escaped_twice)
# Who writes "true" here may not know that "yes" hides the show.
_HIDING = ("podcast:block",)


@repairs(
    "bad-boolean", "bad-date", "bad-duration", "bad-email", "bad-explicit", "bad-geo",
    "bad-host", "bad-integer", "bad-integer-list", "bad-language", "bad-media-type",
    "bad-number", "bad-osm", "bad-ratio", "bad-seconds", "bad-time", "bad-url", "bad-yes-no",
    "category-unknown", "contact-form", "country-unknown", "date-form", "date-weekday-wrong",
    "date-zone-obsolete", "duration-fraction", "duration-not-seconds", "enclosure-type-variant",
    "explicit-legacy-value", "integer-leading-zero", "iri-not-ascii", "language-code-variant",
    "language-subtag", "license-case", "media-credit-role-case", "point-comma", "rrule-until",
    "self-link-type", "transcript-type-variant", "url-not-alone", "url-not-ascii", "value-case",
    "value-unlisted",
    safe=True,
)  # fmt: skip
def write_right_value(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the value that every expert would write."""
    if finding.fixable == "safe":
        yield from _write(finding, source)


@repairs(
    "bad-date", "bad-language", "bad-osm", "bad-uri", "bad-url", "bad-value", "build-date-old",
    "category-retired", "category-unknown", "date-form", "enclosure-type-mismatch",
    "enclosure-type-not-media", "image-differs", "image-link-differs", "image-title-differs",
    "iri-not-ascii", "language-code-variant", "language-subtag", "location-exact",
    "remote-percentage", "title-numbered", "transcript-type-mismatch", "url-not-alone",
    "url-not-ascii", "url-not-http", "url-not-https",
    safe=False,
)  # fmt: skip
def write_probable_value(finding: Finding, source: Source) -> Iterator[Change]:
    """Write the value that is most probably meant."""
    if finding.fixable == "unsafe":
        yield from _write(finding, source)


@repairs("url-escaped-twice", "url-invisible-character", safe=True)
def rewrite_address(finding: Finding, source: Source) -> Iterable[Change]:
    """Remove characters that nobody sees from an address."""
    return _rewrite_address(finding, source, doubtful=False)


@repairs("url-escaped-twice", "url-invisible-character", safe=False)
def guess_address(finding: Finding, source: Source) -> Iterable[Change]:
    """Undo one of two escapes of an address, and remove spaces that nobody sees."""
    return _rewrite_address(finding, source, doubtful=True)


def _rewrite_address(finding: Finding, source: Source, *, doubtful: bool) -> Iterable[Change]:
    value = source.value(finding)
    if value is None:
        return ()

    def check_address(text: str) -> tuple[Fault, ...]:
        found = (step(text) for step in _STEPS)
        faults = [one for one in found if one is not None and one.rule == finding.rule]
        return tuple(
            one if doubtful or not one.doubtful else replace(one, instead=None) for one in faults
        )

    def check_notes(text: str) -> tuple[Fault, ...]:
        """Find the addresses at fault in HTML: the rest of the text stays as it is."""
        found = [one for one in check_every_part(text) if one.rule == finding.rule]
        right = [
            rewrite(text[one.index : one.index + one.length], check_address, finding.rule)
            for one in found
        ]
        return tuple(
            replace(one, instead=whole.text if whole else None)
            for one, whole in zip(found, right, strict=True)
        )

    check = check_notes if "<" in value.text else check_address
    return rewrite_value(source, value, check, finding.rule, doubtful=doubtful)


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

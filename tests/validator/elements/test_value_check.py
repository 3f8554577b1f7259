"""Values of open lists: which value is proposed for another one, and which variants are as good."""

import pytest

from feedtool import validate

FEED = """<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
%s
<item>
%s
</item></channel></rss>"""
TRANSCRIPT = '<podcast:transcript url="https://example.com/1" type="%s"/>'
ENCLOSURE = '<enclosure url="https://example.com/1.mp3" length="12345678" type="%s"/>'
CHAPTERS = '<podcast:chapters url="https://example.com/1" type="%s"/>'
SOCIAL = '<podcast:socialInteract protocol="%s" uri="https://example.com/1" accountId="@bo"/>'
ROLE = '<podcast:person role="%s">Bo Lind</podcast:person>'
USUAL = (
    "the usual values are text/vtt, application/x-subrip, application/json, text/html, text/plain"
)
FEW = "few apps know this value; "
FORM = "expected type/subtype"


def find(markup: str, value: str) -> list[tuple[str, str, int, int, str]]:
    return [
        (one.rule, one.severity, one.line or 0, one.column or 0, one.message)
        for one in validate((FEED % ("", markup % value)).encode()).findings
        if one.line == 5 and ("type" in one.path or "/@" in one.path)
    ]


@pytest.mark.parametrize(
    ("markup", "value", "rule", "severity", "says"),
    [
        (TRANSCRIPT, "vtt", "bad-media-type", "error", f'{FORM}; write "text/vtt"'),
        (TRANSCRIPT, ".srt", "bad-media-type", "error", f'{FORM}; write "application/x-subrip"'),
        (TRANSCRIPT, "SRT", "bad-media-type", "error", f'{FORM}; write "application/x-subrip"'),
        (TRANSCRIPT, "text", "bad-media-type", "error", f'{FORM}; write "text/plain"'),
        (TRANSCRIPT, "scroll", "bad-media-type", "error", f"{FORM}, e.g. text/vtt"),
        (TRANSCRIPT, "plain/txt", "value-unlisted", "warning", f'{FEW}write "text/plain"'),
        (TRANSCRIPT, "text/txt", "value-unlisted", "warning", f'{FEW}write "text/plain"'),
        (TRANSCRIPT, "text/json", "value-unlisted", "warning", f'{FEW}write "application/json"'),
        (TRANSCRIPT, "text/vvt", "value-unlisted", "warning", f'{FEW}did you mean "text/vtt"?'),
        (TRANSCRIPT, "application/pdf", "value-unlisted", "warning", f"{FEW}{USUAL}"),
        (TRANSCRIPT, "application/ttml+xml", "value-unlisted", "warning", f"{FEW}{USUAL}"),
        (TRANSCRIPT, "application/srt", "transcript-type-variant", "info", 'expected "application/x-subrip"'),
        (TRANSCRIPT, "text/srt", "transcript-type-variant", "info", 'expected "application/x-subrip"'),
        (TRANSCRIPT, "text/vtt ", "value-padded", "info", "expected no space around the value"),
        (CHAPTERS, "json", "bad-media-type", "error", f'{FORM}; write "application/json+chapters"'),
        (CHAPTERS, "application/chapters+json", "value-unlisted", "warning",
         f'{FEW}write "application/json+chapters"'),
        (ENCLOSURE, "mp3", "bad-media-type", "error", f'{FORM}; write "audio/mpeg"'),
        (ENCLOSURE, ".MP3", "bad-media-type", "error", f'{FORM}; write "audio/mpeg"'),
        (ENCLOSURE, "mpeg", "bad-media-type", "error", f'{FORM}; write "audio/mpeg"'),
        (ENCLOSURE, "audio mpeg", "bad-media-type", "error", f'{FORM}; write "audio/mpeg"'),
        (ENCLOSURE, "audio", "bad-media-type", "error", f"{FORM}, e.g. audio/mpeg or image/jpeg"),
        (ENCLOSURE, "audio/", "bad-media-type", "error", f"{FORM}, e.g. audio/mpeg or image/jpeg"),
        (ENCLOSURE, "audio/mp3", "enclosure-type-variant", "warning", 'expected "audio/mpeg"'),
        (ENCLOSURE, "audio/mpeg ", "value-padded", "info", "expected no space around the value"),
        (SOCIAL, "activitpub", "value-unlisted", "warning", f'{FEW}did you mean "activitypub"?'),
        (SOCIAL, "Mastodon", "value-unlisted", "warning", f'{FEW}write "activitypub"'),
        (ROLE, "cohost", "value-unlisted", "warning", f'{FEW}did you mean "Co-Host"?'),
        (ROLE, "Camera", "value-unlisted", "warning", "few apps know this value"),
        (ROLE, "captain", "value-unlisted", "warning", "few apps know this value"),
    ],
)  # fmt: skip
def test_right_value_is_named(markup: str, value: str, rule: str, severity: str, says: str) -> None:
    attribute = markup.partition('="%s"')[0].rpartition(" ")[2]
    element = markup[1:].partition(" ")[0]
    message = f'{attribute} of {element} is "{value}"; {says}'
    column = markup.index("%s") + 1
    if rule == "value-padded":
        # The blank is marked, not the value.
        column += value.rindex(" ")
    assert find(markup, value) == [(rule, severity, 5, column, message)]


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        (TRANSCRIPT, "text/vtt"), (TRANSCRIPT, "TEXT/VTT"), (TRANSCRIPT, "text/vtt; charset=utf-8"),
        (TRANSCRIPT, "application/x-subrip"), (CHAPTERS, "application/json"), (ENCLOSURE, "audio/mpeg"),
        (ROLE, "co-host"), (SOCIAL, "activitypub"),
    ],
)  # fmt: skip
def test_usual_value_is_silent(markup: str, value: str) -> None:
    assert [one for one in find(markup, value) if one[0] != "attribute-recommended"] == []

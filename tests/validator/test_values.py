import pytest

from feedtool.validator.values import TYPES, check_integer, closest


def rules(kind: str, text: str) -> list[str]:
    return [fault.rule for fault in TYPES[kind](text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 24 Nov 2020 10:00:00 +0000", []),
        ("Tue, 24 Nov 2020 10:00:00 GMT", []),
        ("Tue, 3 Nov 2020 10:00:00 -0800", []),
        ("24 Nov 2020 10:00 Z", []),
        ("Tue, 24 Nov 2020 10:00:00 +0545", []),
        ("Tue, 24 Nov 2020 10:00:00 EST", ["date-zone-obsolete"]),
        ("Mon, 24 Nov 2020 10:00:00 GMT", ["date-weekday-wrong"]),
        ("Tue, 24 Nov 20 10:00:00 GMT", ["date-form"]),
        ("tue, 24 nov 2020 10:00:00 gmt", ["date-form"]),
        ("Tue, 24 Nov 2020 10:00:00 A", ["date-form"]),
        ("Tue, 24 Nov 2020 10:00:00 J", ["bad-date"]),
        ("Tue, 24 Nov 2020 10:00:00 UTC", ["bad-date"]),
        ("Tue, 24 Nov 2020 10:00:00", ["bad-date"]),
        ("Tue, 31 Nov 2020 10:00:00 GMT", ["bad-date"]),
        ("Tue, 24 Nov 2020 25:00:00 GMT", ["bad-date"]),
        ("Tue, 24 Nov 2020 10:00:00 +9900", ["bad-date"]),
        ("Tue, 24 Nov 0020 10:00:00 GMT", ["bad-date"]),
        ("2020-11-24T10:00:00Z", ["bad-date"]),
        ("", ["bad-date"]),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert rules("date", text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2020-11-24T10:00:00Z", "this is an ISO 8601 date; write Tue, 24 Nov 2020 10:00:00 +0000"),
        ("Tue, 24 Nov 2020 10:00:00 UTC",
         "some readers cannot read it; write Tue, 24 Nov 2020 10:00:00 +0000"),
        ("Tue, 24 Nov 2020 10:00:00 +01:00",
         "some readers cannot read it; write Tue, 24 Nov 2020 10:00:00 +0100"),
        ("Mon, 24 Nov 2020 10:00:00 GMT", "24 Nov 2020 was a Tuesday"),
        ("Tue, 31 Nov 2020 10:00:00 GMT", "Nov 2020 has 30 days"),
    ],
)  # fmt: skip
def test_dates_are_put_right(text: str, says: str) -> None:
    assert [fault.says for fault in TYPES["date"](text)] == [says]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("url", "https://example.com/a?b=1&c=2", []),
        ("url", "https://example.com", []),
        ("url", "HTTP://EXAMPLE.COM/", []),
        ("url", "mailto:a@example.com", ["url-not-http"]),
        ("url", "example.com", ["bad-url"]),
        ("url", "//example.com/", ["bad-url"]),
        ("url", "http:/example.com", ["bad-url"]),
        ("url", "https:x", ["bad-url"]),
        ("url", "https://example.com/a b", ["bad-url"]),
        ("url", "https://example.com/%zz", ["bad-url"]),
        ("url", "https://example.com:99999/", ["bad-url"]),
        ("url", "https://example.com/ü", ["url-not-ascii"]),
        ("url", " https://example.com/", ["value-padded"]),
        ("url", "javascript:alert(1)", ["bad-url"]),
        ("url", "https://user:pw@example.com/", ["url-with-password"]),
        ("url", "http://localhost/x", ["url-private-host"]),
        ("url", "http://192.168.0.1/x", ["url-private-host"]),
        ("http-url", "ftp://example.com/x", ["bad-url"]),
        ("duration", "3753", []),
        ("duration", "1:02:33", []),
        ("duration", "90:00", []),
        ("duration", "12 min", ["bad-duration"]),
        ("duration", "1:60:00", ["bad-duration"]),
        ("duration", "3753.4", ["duration-fraction"]),
        ("duration", "0", ["duration-zero"]),
        ("duration", "271000", ["duration-implausible"]),
        ("boolean", "true", []),
        ("boolean", "True", ["bad-boolean"]),
        ("explicit", "clean", ["explicit-legacy-value"]),
        ("explicit", "0", ["bad-explicit"]),
        ("language", "en", []),
        ("language", "zh-Hant-TW", []),
        ("language", "es-419", []),
        ("language", "haw", []),
        ("language", "cmn", []),
        ("language", "en_US", ["bad-language"]),
        ("language", "english", ["bad-language"]),
        ("language", "xx", ["bad-language"]),
        ("language", "en-", ["bad-language"]),
        ("language", "iw", ["language-code-variant"]),
        ("language", "eng", ["language-code-variant"]),
        ("language", "en-UK", ["language-subtag"]),
        ("email", "a.b+c@sub.example.com", []),
        ("email", "Mira <a@example.com>", ["bad-email"]),
        ("email", "a@b", ["bad-email"]),
        ("contact", "a@example.com (Mira Holt)", []),
        ("contact", "a@example.com", ["contact-without-name"]),
        ("contact", "Mira Holt <a@example.com>", ["contact-form"]),
        ("contact", "Mira", ["bad-contact"]),
        ("media-type", 'audio/mpeg; codecs="mp4a.40.2"', []),
        ("media-type", "mp3", ["bad-media-type"]),
        ("media-type", "audio/", ["bad-media-type"]),
        ("uuid", "9b024349-ccf0-5f69-a609-6b82873eab3c", []),
        ("uuid", "9b024349", ["bad-uuid"]),
    ],
)
def test_values(kind: str, text: str, expected: list[str]) -> None:
    assert rules(kind, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", []), ("12", []), ("012", ["integer-leading-zero"]), ("-1", ["bad-integer"]),
     ("1_000", ["bad-integer"]), ("٣", ["bad-integer"]), ("101", ["bad-integer"]),
     (" 1", ["value-padded"]), ("", ["bad-integer"])],
)  # fmt: skip
def test_integers_are_ascii_digits_within_bounds(text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in check_integer(0, 100, text)] == expected


def test_closest_takes_no_time_with_hostile_names() -> None:
    assert closest("x" * 1_000_000, ["title", "link"]) is None

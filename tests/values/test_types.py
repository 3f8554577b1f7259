import pytest

from feedtool.findings.suggestions import closest
from feedtool.values.html import check_html
from feedtool.values.numbers import check_integer
from feedtool.values.plain_text import find_mojibake
from feedtool.values.registry import find_type


def rules(kind: str, text: str) -> list[str]:
    return [fault.rule for fault in find_type(kind).check(text)]


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
    assert [fault.says for fault in find_type("date").check(text)] == [says]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ã–sterreich", (0, "Ã–", "Ö")),
        ("donâ€™t", (3, "â€™", "’")),
        ("un cafÃ©", (6, "Ã©", "é")),
        ("MANHÃ”", None),
        ("É…", None),
        ("naïve café, São Paulo, Łódź", None),
        ("Ночной паром", None),
    ],
)
def test_mojibake_is_told_only_where_it_is_certain(text: str, expected: object) -> None:
    assert find_mojibake(text) == expected


CLEAN_HTML = [
    "<p>Text<br>more", "<ul><li>a<li>b</ul>", "<table><tr><td>x</table>", "<p>a<div>b</div></p>",
    "<p>a<ul><li>b</ul></p>", "<dl><dt>a<dd>b</dl>", "<p><b>a</b><p>b", "AT&T, R&D, a && b", "x -> y",
    '<img src="data:image/png;base64,AA==">', '<a name="x"></a>', "<a href='https://example.com'>x</a>",
    '<a href="https://example.com/?a=1&copy=2">x</a>', '<A HREF="HTTPS://EXAMPLE.COM">x</A>',
    '<a href="tel:+123">x</a>', "<p style='color:red'>x</p>", "&#8217; &rsquo; &nbsp;", "<!-- c -->x",
    "<p>&lt;p&gt; is a tag</p>", '<video controls src="https://example.com/1.mp4"></video>',
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN_HTML)
def test_usual_html_is_clean(text: str) -> None:
    assert [fault.rule for fault in check_html(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<i>a<b>b</i>c</b>", [("html-unclosed", 4)]),
        ("<h2>x</h3>", [("html-unclosed", 0), ("html-stray-end", 5)]),
        ("see <https://example.com>", [("html-unknown-tag", 4)]),
        ('<a href="">x</a>', [("html-relative-link", 9)]),
        ('<a href="java\tscript:x">x</a>', [("html-script", 9)]),
        ("<script>if (a < b) '</p>'</script>", [("html-script", 0)]),
        ("a < b & c &bogus; &copy", [("html-angle-bracket", 2), ("html-entity", 10),
                                     ("html-entity", 18)]),
        ("<p>x <a href", [("html-truncated", 5)]),
        ("a &amp;amp; b", [("html-escaped-twice", 2)]),
        ("<b>" * 5000, [("html-unclosed", 3 * at) for at in range(100)]),
    ],
    ids=str,
)  # fmt: skip
def test_odd_html_is_told_at_its_place(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fault.rule, fault.index) for fault in check_html(text)] == expected

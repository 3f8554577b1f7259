"""UTF-8 below a declaration of another encoding: the declaration is wrong, not the text."""

from io import BytesIO

import pytest

from feedtool.validator.source import true_encoding
from feedtool.validator.validate import validate

FEED = """<?xml version="1.0" encoding="{}"?>
<rss version="2.0"><channel><title>{}</title>
<link>https://example.com/</link><description>Small ports.</description>
<ttl>x</ttl></channel></rss>
"""
RULES = ["bad-encoding", "encoding-*", "text-*"]


def told(data: bytes, size: int = 65536) -> list[str]:
    found = validate(data, profiles=["rss"], select=RULES, chunk_bytes=size).findings
    return [f"{one.line}:{one.column} {one.severity} {one.rule} {one.message}" for one in found]


def remark(label: str) -> str:
    says = f"the file is in {label}; expected UTF-8, the only encoding that some apps read"
    return f"1:31 warning encoding-not-utf-8 {says}"


@pytest.mark.parametrize("size", [1, 37, 4099, 65536])
@pytest.mark.parametrize(
    ("label", "title", "column", "effect"),
    [
        ("windows-1252", "Café", 39, 'show "Ã©" in place of "é"'),
        ("windows-1252", "It’s", 38, 'show "â€™" in place of "’"'),
        ("ISO-8859-1", "Café", 39, 'show "Ã©" in place of "é"'),
        ("ISO-8859-1", "It’s", 38, 'stop or show wrong letters in place of "’"'),
        ("windows-1251", "Порт", 36, 'show "РџРѕСЂС‚" in place of "Порт"'),
        ("ISO-8859-2", "Łódź", 36, 'stop or show wrong letters in place of "Łó"'),
        ("macintosh", "Café", 39, 'show "√©" in place of "é"'),
        ("us-ascii", "Café", 39, 'stop or show wrong letters in place of "é"'),
        ("Shift_JIS", "港の便り", 36, 'stop or show wrong letters in place of "港の便り"'),
        ("GBK", "港口", 36, 'stop or show wrong letters in place of "港口"'),
        ("EUC-KR", "항구", 36, 'stop or show wrong letters in place of "항구"'),
        ("windows-1252", "Häfen 🚢", 37, 'show "Ã¤" in place of "ä"'),
    ],
)
def test_declaration_is_the_cause(
    label: str, title: str, column: int, effect: str, size: int
) -> None:
    first, second = told(FEED.format(label, title).encode(), size)
    assert first == (
        f'1:31 error encoding-contradiction the XML declaration says "{label}", but the text is '
        'UTF-8; change the declaration to encoding="UTF-8"'
    )
    says = f"apps that believe the declaration {effect} here"
    assert second == f"2:{column} info encoding-contradiction {says}"


@pytest.mark.parametrize("size", [1, 37, 4099, 65536])
@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("windows-1252", "Café"),
        ("windows-1252", "CAFÉ”"),  # C9 94, which is one letter in UTF-8
        ("windows-1252", "CAFÉ’S"),
        ("ISO-8859-1", "CAFÉ»"),
        ("windows-1251", "Порт"),
        ("windows-1251", "«ТВ»"),
        ("GBK", "漏"),  # C2 A9
        ("GBK", "港口"),
        ("windows-1252", "Cafe"),
    ],
)
def test_feed_that_is_what_it_declares_gets_the_remark_alone(
    label: str, title: str, size: int
) -> None:
    assert told(FEED.format(label, title).encode(label), size) == [remark(label)]


@pytest.mark.parametrize("size", [1, 37, 4099, 65536])
def test_mixed_bytes_keep_the_declared_encoding(size: int) -> None:
    data = FEED.format("windows-1252", "Café").encode() + b"<!-- caf\xe9 -->"
    assert told(data, size) == [
        remark("windows-1252"),
        '2:39 warning text-mojibake title: "CafÃ©" is UTF-8 that was read as Windows-1252; write "Café"',
    ]


def test_cut_character_at_the_end_is_no_utf_8() -> None:
    data = FEED.format("windows-1252", "Café").encode() + b"<!-- \xc3"
    assert told(data)[0] == remark("windows-1252")


@pytest.mark.parametrize("size", [1, 37, 65536])
def test_only_the_start_of_a_large_feed_is_compared(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = FEED.format("windows-1252", "Café").encode()
    monkeypatch.setattr(true_encoding, "COMPARED_BYTES", data.index(b"\xa9"))  # within the é
    late = data.replace(b"ports", b"caf\xe9s")
    found = told(late, size)
    assert found[0] == remark("windows-1252")
    monkeypatch.setattr(true_encoding, "COMPARED_BYTES", data.index(b"\xa9") + 1)
    found = told(late, size)
    assert found[0].startswith("1:31 error encoding-contradiction")
    assert found[-1] == "3:56 error bad-encoding the byte 0xE9 is not UTF-8; save the file as UTF-8"


def test_input_that_cannot_be_read_twice_is_compared_too() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 5) if size != -1 else -1)

    data = FEED.format("windows-1252", "Café").encode()
    assert validate(Pipe(data)).findings == validate(data).findings


def test_proposed_change_makes_the_feed_right() -> None:
    right = FEED.format("UTF-8", "Café").encode()
    assert told(right) == []

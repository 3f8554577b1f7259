"""Bytes become text in any encoding; what is not UTF-8 is reported where it shows first."""

import codecs

import pytest
from read_captions import read

ONE = "1\r\n00:00:01,000 --> 00:00:04,000\r\nWelcome to the {}.\r\n"


def place(content: bytes) -> tuple[list[str], list[tuple[int | None, int | None, str]]]:
    reading, told = read(content, "pier.srt")
    assert reading is not None
    assert {one[2:4] for one in told} <= {("error", "encoding")}
    return [one.text for one in reading.transcript.cues], [(*one[:2], one[4]) for one in told]


WIDE = {
    "UTF-16 with a mark": (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    "UTF-16 big-endian with a mark": (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    "UTF-16": (b"", "utf-16-le", "UTF-16"),
    "UTF-16 big-endian": (b"", "utf-16-be", "UTF-16"),
    "UTF-32 with a mark": (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    "UTF-32 big-endian with a mark": (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    "UTF-32": (b"", "utf-32-le", "UTF-32"),
    "UTF-32 big-endian": (b"", "utf-32-be", "UTF-32"),
}


@pytest.mark.parametrize(("mark", "codec", "name"), WIDE.values(), ids=WIDE)
@pytest.mark.parametrize("word", ["pier", "café", "港 🚢"])
def test_wide_encoding_is_read(mark: bytes, codec: str, name: str, word: str) -> None:
    found = place(mark + ONE.format(word).encode(codec))
    assert found == ([f"Welcome to the {word}."], [(1, 1, f"it is {name}; save it as UTF-8")])


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf_8_has_no_finding(mark: bytes) -> None:
    assert place(mark + ONE.format("café 🚢").encode()) == (["Welcome to the café 🚢."], [])


LEGACY = {
    "windows-1252": ("cp1252", "café – “à la carte”", "é", 19),
    "windows-1250": ("cp1250", "łodzi, która płynie", "ł", 16),
    "Mac Roman": ("mac_roman", "café à Noël", "é", 19),
    "windows-1251": ("cp1251", "причал. Добро пожаловать на наш корабль, он стоит у причала", "п", 16),
    "Shift_JIS": ("cp932", "こんにちは、今日は海と船について話します。ようこそ", "こ", 16),
}  # fmt: skip


@pytest.mark.parametrize(("codec", "word", "first", "column"), LEGACY.values(), ids=LEGACY)
def test_older_encoding_is_named_where_it_shows(
    codec: str, word: str, first: str, column: int, request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id
    says = f'it is {name}, as the first "{first}" shows; save it as UTF-8'
    assert place(ONE.format(word).encode(codec)) == (
        [f"Welcome to the {word}."],
        [(3, column, says)],
    )


def test_unknown_encoding_is_told_by_its_byte() -> None:
    _, told = place(ONE.format("p@er").encode().replace(b"@", b"\x8d"))
    assert told == [(3, 17, "the byte 0x8D is not UTF-8; save the file as UTF-8")]


def test_wrong_bytes_in_utf_8_are_read_as_windows_means_them() -> None:
    data = ONE.format("café à l’île, œuvre").encode() + b"\r\nNo\xebl\r\n"
    texts, told = read(data, "pier.srt")
    assert texts is not None
    assert "Noël" in texts.transcript.cues[0].text
    says = 'the byte 0xEB is not UTF-8; windows-1252 means "ë" by it; write that'
    assert (5, 3, "error", "encoding", says) in told


GARBLED = {
    "garbled UTF-8": ("cafÃ©", 19, '"cafÃ©." is UTF-8 that was read as Windows-1252; write "café."'),
    "lost character": ("caf\ufffd", 19, "the character U+FFFD comes from a wrong decoding; write the right character"),
    "control character": ("don\x92t", 19, 'U+0092 is a control character; Windows means "’" by it; write "’"'),
    "NUL": ("ca\0fe", 18, "it has NUL characters; remove them"),
}  # fmt: skip


@pytest.mark.parametrize(("word", "column", "says"), GARBLED.values(), ids=GARBLED)
def test_character_of_a_wrong_decoding_is_told(word: str, column: int, says: str) -> None:
    texts, told = place(ONE.format(word).encode())
    assert told == [(3, column, says)]
    assert texts == [f"Welcome to the {word}.".replace("\0", "\ufffd")]


@pytest.mark.parametrize("word", ["MANHÃ", "naïve", "Ärger", "50 €", "“quoted”", "ñandú"])
def test_right_letters_are_not_told(word: str) -> None:
    assert place(ONE.format(word).encode()) == ([f"Welcome to the {word}."], [])


def test_half_characters_are_no_utf_8() -> None:
    reading, told = read(ONE.format("\ud83d pier"), "pier.srt")
    assert reading is not None
    assert told[0][:4] == (3, 16, "error", "encoding")
    assert not any("\ud800" <= char <= "\udfff" for char in reading.transcript.cues[0].text)

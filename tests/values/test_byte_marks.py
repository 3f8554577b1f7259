"""Byte order marks, and zeros that give an encoding away."""

import pytest

from feedtool.values.byte_marks import find_mark, guess_wide


@pytest.mark.parametrize(
    ("codec", "length"),
    [("utf-8", 3), ("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4)],
)
def test_mark_is_found(codec: str, length: int) -> None:
    assert find_mark("\ufeff1".encode(codec)) == (codec, length)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["WEBVTT\n\n00:01", "1\n00:00:01,000\nПривет", "港の船\n" * 9])
def test_wide_text_is_known_by_its_zeros(codec: str, text: str) -> None:
    assert guess_wide(text.encode(codec)) == codec


@pytest.mark.parametrize(
    "data", [b"", b"1\n00:01", b"a\nb\0cdefgh", bytes(400), b"ab\0cd\0\0e" * 9]
)
def test_other_zeros_are_no_text(data: bytes) -> None:
    assert guess_wide(data) == ""

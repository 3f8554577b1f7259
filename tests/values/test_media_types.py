"""Media types."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("media-type", 'audio/mpeg; codecs="mp4a.40.2"', []),
        ("media-type", "mp3", ["bad-media-type"]),
        ("media-type", "audio/", ["bad-media-type"]),
    ],
)
def test_media_types(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected

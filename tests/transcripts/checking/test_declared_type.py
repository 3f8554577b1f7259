"""The media type that is declared, beside the form of the content."""

import pytest
from checked_cues import saying, told


@pytest.mark.parametrize(
    ("form", "declared", "says"),
    [
        ("vtt", "text/vtt", ""),
        ("vtt", "", ""),
        ("srt", "application/x-subrip", ""),
        ("srt", "text/srt", ""),
        ("srt", "text/vtt", 'the type is "text/vtt", but the content is application/x-subrip; declare that type'),
        ("vtt", "text/plain", 'the type is "text/plain", but the content is text/vtt; declare that type'),
        ("json", "text/html", 'the type is "text/html", but the content is application/json; declare that type'),
        ("whisper", "application/json", 'the type is "application/json", but apps do not read such a file; convert it with feedtool transcript convert'),
    ],
)  # fmt: skip
def test_a_declared_type(form: str, declared: str, says: str) -> None:
    found = told(saying("Low tide."), form, media_type=declared)
    assert found == ([f"1:1: error: {says} [transcript-wrong-type]"] if says else [])

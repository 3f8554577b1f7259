"""Chapters are written as JSON, the same bytes for the same chapters."""

import json

from feedtool.chapters.json_chapters import format_chapters
from feedtool.media.facts import AudioChapter

_TWO = (AudioChapter(0, "Hello"), AudioChapter(61_500, "Tides", "https://example.com/tides"))


def test_json_chapters() -> None:
    chapters = (*_TWO, AudioChapter(70_001, 'Fähre "Möwe"\u2028', is_hidden=True))
    expected = """{
  "version": "1.2.0",
  "chapters": [
    {"startTime": 0, "title": "Hello"},
    {"startTime": 61.5, "title": "Tides", "url": "https://example.com/tides"},
    {"startTime": 70.001, "title": "Fähre \\"Möwe\\"\u2028", "toc": false}
  ]
}
"""
    assert format_chapters(chapters) == expected.encode()
    assert json.loads(expected)["chapters"][2]["toc"] is False


def test_json_of_no_chapters() -> None:
    assert json.loads(format_chapters(())) == {"version": "1.2.0", "chapters": []}

"""Labels of speakers in front of what is said, and what only looks like one."""

import pytest

from feedtool.transcripts.speaker_labels import find_labels, split_label


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mira: Hello.", ("Mira", "Hello.")),
        ("Speaker 1: Hello.", ("Speaker 1", "Hello.")),
        ("Émile d’Or: Salut: toi", ("Émile d’Or", "Salut: toi")),
        ("At 9:30: then", ("", "At 9:30: then")),
        ("Mira:Hello", ("", "Mira:Hello")),
        ("Well, look: a ship", ("", "Well, look: a ship")),
        ("https://example.com", ("", "https://example.com")),
        ("Mira: ", ("", "Mira: ")),
        (f"{'a' * 41}: b", ("", f"{'a' * 41}: b")),
    ],
)
def test_label_in_front_of_text(text: str, parts: tuple[str, str]) -> None:
    assert split_label(text) == parts


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (
            ["Mira:", "00:12 Bo Lind:", "Bo 0:12"],
            {"Mira:": "Mira", "00:12 Bo Lind:": "Bo Lind", "Bo 0:12": "Bo"},
        ),
        (["Speaker:", "Speaker 2:"], {"Speaker:": "", "Speaker 2:": "Speaker 2"}),
        (["and then:", "Mira"], {}),
        (["the host:"] * 3, {"the host:": "the host"}),
    ],
)
def test_lines_that_are_labels(lines: list[str], labels: dict[str, str]) -> None:
    assert find_labels(lines) == labels

"""Lines that are labels of speakers, and lines that only look like one."""

import pytest

from feedtool.transcripts.speaker_labels import find_labels


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

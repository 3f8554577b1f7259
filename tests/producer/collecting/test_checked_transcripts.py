"""What a build says of a transcript: the first fault of each rule at its own line."""

import pytest
from transcript_show import SRT, VTT, TranscriptShow

pytestmark = pytest.mark.slow


def vtt(*cues: tuple[str, str, str]) -> str:
    return "WEBVTT\n" + "".join(f"\n{start} --> {end}\n{text}\n" for start, end, text in cues)


CUE = ("00:01.000", "00:05.000", "Welcome.")
MANY = vtt(*[(f"00:{one:02}.000", f"00:{one:02}.000", f"{one}, or more") for one in range(40)])


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("1.vtt", VTT, []),
        ("1.vtt", vtt(CUE, ("00:59.000", "01:06.000", "Bye.")), ["1.vtt:6:1: warning: the cue ends at 1:06, after the end of the episode at 1:00; correct the time, or remove the cue [transcript-past-end]"]),
        ("1.vtt", vtt(("02:10.000", "02:14.000", "Bye.")), ["1.vtt:3:1: warning: its only cue starts after the end of the episode, at 1:00, and the last one ends at 2:14; use the transcript of this episode [transcript-other-episode]"]),
        # Of each rule the first; notes are left to the check.
        ("1.vtt", MANY, ["1.vtt:3:1: warning: the cue ends when it starts, at 0:00; write a later end (and 39 more; feedtool transcript check 1.vtt lists them) [transcript-cue-backwards]"]),
        ("pier 1.vtt", vtt(CUE, ("00:53.000", "00:59.000", "Bye."), ("00:59.000", "01:06.000", "Bye."), ("01:06.000", "01:07.000", "Bye!")), ["pier 1.vtt:9:1: warning: the cue ends at 1:06, after the end of the episode at 1:00; correct the time, or remove the cue (and 1 more; feedtool transcript check 'pier 1.vtt' --duration 1:00 lists them) [transcript-past-end]"]),
        ("1.vtt", vtt(CUE, ("00:05.000", "00:09.000", "x" * 200)), []),
        ("1.srt", SRT.replace("01,000", "01.000"), ['1.srt:2:9: warning: times are "00:00:01.000 --> 00:00:05,000"; SubRip has a comma']),
        ("1.vtt", SRT, ["1.vtt:1:1: warning: it is SubRip, but its name ends in .vtt; rename it to .srt [transcript-wrong-type]"]),
        # Nothing can be published of these.
        ("1.vtt", "", ["1.vtt:1:1: error: it is empty [transcript-unreadable]"]),
        ("1.vtt", "WEBVTT\n", ["1.vtt:1:1: error: it has no cue; expected lines such as 00:00:01.000 --> 00:00:04.000 [transcript-unreadable]"]),
        ("1.json", "[" * 100_000, ["1.json: error: it is no JSON: its lists are nested too deep [transcript-unreadable]"]),
    ],
)  # fmt: skip
def test_what_a_build_says(spoken: TranscriptShow, name: str, text: str, says: list[str]) -> None:
    spoken.put(name, text)
    spoken.write(f"transcript: {name}\nexplicit: false")
    found = [one for one in spoken.build() if not one.endswith("not built: 1 error")]
    assert len(found) == len(says), found
    for one, expected in zip(found, says, strict=True):
        assert one.startswith(expected), one
    is_built = (spoken.path / "public" / "feed.xml").exists()
    assert is_built == (" error: " not in "".join(found))


def test_the_declared_language_is_compared(spoken: TranscriptShow) -> None:
    text = "La marée est basse, et les bateaux sont sur le sable pour la nuit avec les filets."
    times = [
        (f"00:{one:02}.000", f"00:{one + 6:02}.000", f"{text} {one}") for one in range(0, 54, 6)
    ]
    spoken.put("1.vtt", vtt(*times))
    spoken.write("transcript: 1.vtt")
    says = 'language is "en", but the text is in French; declare the language of the text [transcript-other-language]'
    assert spoken.build() == [f"1.vtt:3:1: warning: the {says}"]
    spoken.write("transcript: {file: 1.vtt, language: fr}")
    assert spoken.build() == []
    spoken.write("transcript: 1.vtt\nlanguage: fr")
    assert spoken.build() == []

"""Transcripts: cues, lines, tags and values without end, and other forms under a wrong name."""

from collections.abc import Callable
from pathlib import Path

from hostile.feeds import filled
from hostile.registry import clean, hostile
from hostile.small_shows import BUILD, write_show

_Make = Callable[[int], str | bytes]
_CUE = b"00:00:01.000 --> 00:00:04.000\nWelcome to the pier.\n\n"


def _write(folder: Path, name: str, text: str | bytes) -> None:
    write_show(folder, episode=f"transcript: {name}\n")
    (folder / name).write_bytes(
        text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    )


def _transcript(ending: str) -> Callable[[_Make], _Make]:
    """Take a function that makes a transcript of some size, in a file of an ending."""

    def take(make: _Make) -> _Make:
        def write(folder: Path, size: int) -> None:
            _write(folder, f"nets.{ending}", make(size))

        write.__name__ = make.__name__
        hostile("transcripts", *BUILD)(write)
        return make

    return take


@clean("transcripts", *BUILD)
def _clean(folder: Path, size: int) -> None:
    _write(folder, "nets.vtt", b"WEBVTT\n\n" + filled(_CUE, size))


@_transcript("vtt")
def cues_of_nothing(size: int) -> bytes:
    return b"WEBVTT\n\n" + filled(b"00:00.000 --> 00:00.000\n\n", size)


@_transcript("vtt")
def cues_that_do_not_end(size: int) -> bytes:
    return b"WEBVTT\n\n" + filled(b"00:00.000 -->\n", size)


@_transcript("vtt")
def arrows(size: int) -> bytes:
    return b"WEBVTT\n\n" + filled(b"-->", size)


@_transcript("vtt")
def a_time_of_many_digits(size: int) -> bytes:
    return b"WEBVTT\n\n" + filled(b"9", size) + b":00:00.000 --> 00:00:01.000"


@_transcript("vtt")
def blanks_before_an_arrow(size: int) -> bytes:
    return b"WEBVTT\n\n00:00.000" + filled(b" ", size) + b"\n-->"


@_transcript("vtt")
def one_line(size: int) -> bytes:
    return b"WEBVTT " + filled(b"word ", size)


@_transcript("vtt")
def tags_that_do_not_close(size: int) -> bytes:
    return b"WEBVTT\n\n00:00.000 --> 00:09.000\n" + filled(b"<v Mira><c.a>", size)


@_transcript("vtt")
def utf_16(size: int) -> bytes:
    return "WEBVTT\n\n".encode("utf-16") + filled("é ".encode("utf-16-le"), size)


@_transcript("vtt")
def zeros(size: int) -> bytes:
    return b"WEBVTT\n\n" + bytes(size)


@_transcript("srt")
def lines_of_digits(size: int) -> bytes:
    return filled(b"00:00:01\n", size)


@_transcript("srt")
def times_side_by_side(size: int) -> bytes:
    return filled(b"00:00:01,000 --> 00:00:04.000 ", size)


@_transcript("vtt")
def tags_in_tags(size: int) -> bytes:
    return b"WEBVTT\n\n00:00.000 --> 00:09.000\n" + filled(b"<i>a", size)


@_transcript("vtt")
def times_of_words(size: int) -> bytes:
    return b"WEBVTT\n\n00:00.000 --> 00:09.000\n" + filled(b"<00:00.000>a", size)


@_transcript("vtt")
def settings_that_nobody_knows(size: int) -> bytes:
    return b"WEBVTT\n\n00:00.000 --> 00:09.000 " + filled(b"a:b ", size) + b"\nHello."


@_transcript("vtt")
def notes(size: int) -> bytes:
    return b"WEBVTT\n\n" + filled(b"NOTE\n\n", size) + _CUE


@_transcript("vtt")
def captions_that_roll(size: int) -> bytes:
    cues = (b"00:01.000 --> 00:02.000\n%d\n%d\n\n" % (at, at + 1) for at in range(size // 30 + 1))
    return b"WEBVTT\n\n" + b"".join(cues)


@_transcript("srt")
def cues_with_faults(size: int) -> bytes:
    return filled(b"0:0->0:1\nx\n", size)


@_transcript("srt")
def counters_alone(size: int) -> bytes:
    return filled(b"1\n\n", size) + b"00:00:01,000 --> 00:00:04,000\n" + filled(b"1\n\n", size)


@_transcript("srt")
def speakers_of_a_word(size: int) -> bytes:
    cues = (b"00:00:01,000 --> 00:00:04,000\nM%d: a\n\n" % at for at in range(size // 40 + 1))
    return b"".join(cues)


@_transcript("srt")
def speakers_in_a_cue(size: int) -> bytes:
    return b"00:00:01,000 --> 00:00:04,000\n" + filled(b"Mira: a\n- b\n", size)


@_transcript("srt")
def tags_of_html(size: int) -> bytes:
    return b"00:00:01,000 --> 00:00:04,000\n" + filled(b"<i>a&amp;{\\an8}", size)


@_transcript("srt")
def an_old_encoding(size: int) -> bytes:
    return b"00:00:01,000 --> 00:00:04,000\n" + filled(b"caf\xe9 ", size)


@_transcript("srt")
def garbled_letters(size: int) -> bytes:
    return b"00:00:01,000 --> 00:00:04,000\n" + filled("Ã©".encode(), size)


@_transcript("srt")
def tabs_before_an_arrow(size: int) -> bytes:
    return filled(b"\t", size) + b"--> 00:00:04,000\nx"


@_transcript("txt")
def many_words(size: int) -> bytes:
    return filled(b"ab ", size)


@_transcript("txt")
def blank_lines(size: int) -> bytes:
    return b"a" + filled(b"\n ", size) + b"b"


@_transcript("txt")
def paragraphs_of_a_letter(size: int) -> bytes:
    return filled(b"a\n\n", size)


@_transcript("txt")
def a_speaker_of_megabytes(size: int) -> bytes:
    return filled(b"Mira", size) + b": hello"


@_transcript("txt")
def signs_to_escape(size: int) -> bytes:
    return filled(b"<&>\n\n", size)


@_transcript("txt")
def signs_that_end_lines(size: int) -> str:
    return "a\u2028b\x85\r\x0b" * max(size // 9, 1)


@_transcript("txt")
def tags_of_lyrics(size: int) -> bytes:
    return filled(b"[ar:x]\n", size)


@_transcript("txt")
def a_rule_of_megabytes(size: int) -> bytes:
    return b"Mira: hello\n\n" + filled(b"- ", size)


@_transcript("txt")
def comments_before_subtitles(size: int) -> bytes:
    return b"<?xml version='1.0'?>" + filled(b"<!-- x -->", size)


@_transcript("html")
def deep_html(size: int) -> bytes:
    return filled(b"<div>", size)


@_transcript("html")
def attributes_of_html(size: int) -> bytes:
    return b"<p " + filled(b"a='1' ", size)


@_transcript("html")
def labels_on_one_line(size: int) -> bytes:
    return b"<p>Mira: hello" + filled(b"<b>Bo</b>", size)


@_transcript("html")
def paragraphs_of_one_turn(size: int) -> bytes:
    return b"<cite>Mira:</cite><time>0:01</time>" + filled(b"<p>a</p>", size)


@_transcript("html")
def signs_of_equality_in_a_tag(size: int) -> bytes:
    return b"<cite>Mira:</cite><time>0:01</time><p>a</p><p " + filled(b"a=", size)


@_transcript("html")
def tags_that_run_scripts(size: int) -> bytes:
    return b"<cite>Mira:</cite><p>a</p>" + filled(b"<p title='a' onclick=a()>", size)


@_transcript("json")
def deep_lists(size: int) -> bytes:
    return b'{"segments": ' + filled(b"[", size)


@_transcript("json")
def deep_objects(size: int) -> bytes:
    return filled(b'{"segments":', size)


@_transcript("json")
def numbers_of_many_digits(size: int) -> bytes:
    return b'{"segments": [{"body": "", "startTime": ' + filled(b"9", size) + b"}]}"


@_transcript("json")
def numbers(size: int) -> bytes:
    return b'{"segments": [' + filled(b"1e9,-1,NaN,", size) + b"0]}"


@_transcript("json")
def keys_of_one_name(size: int) -> bytes:
    return b'{"segments": [{"startTime": 0, "body": ""' + filled(b',"a":0', size) + b"}]}"


@_transcript("json")
def words_of_whisper(size: int) -> bytes:
    return (
        b'{"segments": [{"start": 0, "end": 1, "text": "x", "words": ['
        + filled(b'{"a":1},', size)
        + b"0]}]}"
    )


@_transcript("json")
def empty_lists(size: int) -> bytes:
    return b'{"segments": [' + filled(b"[],", size) + b"0]}"


@_transcript("json")
def half_characters(size: int) -> bytes:
    return b'{"segments": [{"startTime": 0, "body": "' + filled(rb"\ud800", size) + b'"}]}'


@_transcript("docx")
def a_zip_of_nothing(size: int) -> bytes:
    return b"PK\3\4" + filled(b"word", size)


@_transcript("xyz")
def an_ending_that_nobody_knows(size: int) -> bytes:
    return filled(b"00:00:01,000 -->\n", size)


@hostile("transcripts", "import", "page.txt", "--into", "show")
def speakers_of_a_page(folder: Path, size: int) -> None:
    lines = "".join(f"Guest {at}:\nThe sea rises and\n" for at in range(max(size // 28, 1)))
    (folder / "page.txt").write_text(f"Nets\n\nTranscript\n{lines}", "utf-8")


@hostile("transcripts", "import", "page.txt", "--into", "show")
def a_sentence_of_a_page_that_does_not_end(folder: Path, size: int) -> None:
    (folder / "page.txt").write_text(
        "Nets\n\nTranscript\nMira:\n" + "the sea\n" * (size // 8), "utf-8"
    )


def _many_speakers(size: int) -> str:
    return "\n".join(f"Speaker {one}: Hello.\n" for one in range(size // 20))


@hostile("transcripts", *BUILD)
def names_of_many_speakers(folder: Path, size: int) -> None:
    names = ", ".join(f"Speaker {one}: Bo {one}" for one in range(size // 40))
    write_show(folder, episode=f"transcript: {{file: nets.txt, speakers: {{{names}}}}}\n")
    (folder / "nets.txt").write_text(_many_speakers(size // 2), "utf-8")


@hostile("transcripts", *BUILD)
def names_that_nobody_has(folder: Path, size: int) -> None:
    names = ", ".join(f"Nobody {one}: Bo {one}" for one in range(size // 40))
    write_show(folder, episode=f"transcript: {{file: nets.txt, speakers: {{{names}}}}}\n")
    (folder / "nets.txt").write_text(_many_speakers(size // 2), "utf-8")

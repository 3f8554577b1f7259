"""A file of chapters in each form that is read, with the chapters that are in it."""

from feedtool.media.facts import AudioChapter, ChapterPlace

_JSON = """{
  "version": "1.2.0", "author": "Mira Holt", "waypoints": true,
  "chapters": [
    {"startTime": 0, "title": "Ebb"},
    {"startTime": 61.5, "endTime": 80, "title": "Fähre", "url": "https://example.com/f", "img": "https://example.com/f.png"},
    {"startTime": 90, "toc": false, "location": {"name": "Pier 4", "geo": "geo:53.55,9.99", "osm": "N240109189"}}
  ]
}
"""
_PSC = """<?xml version="1.0" encoding="UTF-8"?>
<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
  <psc:chapter start="0" title="Ebb"/>
  <psc:chapter start="00:01:01.500" title="Fähre &amp; Fisch" href="https://example.com/f" image="https://example.com/f.png"/>
</psc:chapters>
"""
_FEED = """<rss version="2.0"><channel><title>Harbour</title>
<item><title>Nets</title>
<psc:chapters><psc:chapter start="0" title="Ebb"/><psc:chapter start="1:01.5" title="Fähre"/></psc:chapters>
</item></channel></rss>
"""
_VTT = """WEBVTT - chapters

NOTE Fähre comes second.

STYLE
::cue { color: red }

1
00:00.000 --> 01:01.500
Ebb

01:01.500 --> 01:20.000 align:start
<c.loud>Fähre</c> &amp; Fisch
"""
_LABELS = "0.000000\t0.000000\tEbb\n61,500000\t80.000000\tFähre\n\\\t300.0\t2000.0\n90\t90\t\n"
_MP4CHAPS = "00:00:00.000 Ebb\n00:01:01.500 Fähre\n"
_CUE = """REM GENRE Podcast
PERFORMER "Mira Holt"
TITLE "Nets"
FILE "nets.mp3" MP3
  TRACK 01 AUDIO
    TITLE "Ebb"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Fähre"
    PERFORMER "Bo Lind"
    INDEX 00 01:00:00
    INDEX 01 01:01:36
"""
_FFMETADATA = """;FFMETADATA1
title=Nets
[CHAPTER]
TIMEBASE=1/1000
START=0
END=61500
title=Ebb
; a comment
[CHAPTER]
START=61500000000
END=80000000000
title=Fähre \\= Fisch
[STREAM]
title=no chapter
"""
_OGG = "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Ebb\nCHAPTER02=00:01:01.500\nCHAPTER02NAME=Fähre\nCHAPTER02URL=https://example.com/f\n"
_MATROSKA = """<?xml version="1.0"?>
<!DOCTYPE Chapters SYSTEM "matroskachapters.dtd">
<Chapters><EditionEntry>
<ChapterAtom><ChapterTimeStart>00:00:00.000000000</ChapterTimeStart>
  <ChapterDisplay><ChapterString>Ebb</ChapterString></ChapterDisplay>
  <ChapterDisplay><ChapterString>Ebbe</ChapterString></ChapterDisplay></ChapterAtom>
<ChapterAtom><ChapterTimeStart>00:01:01.500000000</ChapterTimeStart><ChapterTimeEnd>00:01:20.000000000</ChapterTimeEnd>
  <ChapterDisplay><ChapterString>Fähre</ChapterString></ChapterDisplay></ChapterAtom>
<ChapterAtom><ChapterTimeStart>00:01:30</ChapterTimeStart><ChapterFlagHidden>1</ChapterFlagHidden></ChapterAtom>
</EditionEntry></Chapters>
"""
_MARKDOWN = """# Nets

We meet at 18:30 in the port.

- **00:00** Ebb
- (01:01) – [Fähre](https://example.com/f)
1. [01:30](https://example.com/play#t=90) Low &amp; wide
"""
_HTML = """<p>In this episode:</p>
<ul><li>00:00 Ebb</li><li><b>(01:01)</b> <a href="https://example.com/f">Fähre</a></li>
<li>01:30 Low &amp; wide</li></ul>
"""
_BEHIND = "Ebb 00:00\nFähre – (01:01)\nThe end, 01:30\n"

_EBB, _FERRY = AudioChapter(0, "Ebb"), AudioChapter(61_500, "Fähre")
# By name: what the file is called, its text, the form, and the chapters.
FILES: dict[str, tuple[str, str, str, list[AudioChapter]]] = {
    "JSON": ("1.json", _JSON, "json", [
        _EBB,
        AudioChapter(61_500, "Fähre", "https://example.com/f", image="https://example.com/f.png", end_ms=80_000),
        AudioChapter(90_000, "", is_hidden=True, location=ChapterPlace("Pier 4", "geo:53.55,9.99", "N240109189")),
    ]),
    "Podlove": ("1.xml", _PSC, "psc", [
        _EBB, AudioChapter(61_500, "Fähre & Fisch", "https://example.com/f", image="https://example.com/f.png"),
    ]),
    "Podlove in a feed": ("feed.xml", _FEED, "psc", [_EBB, _FERRY]),
    "WebVTT": ("1.vtt", _VTT, "vtt", [_EBB, AudioChapter(61_500, "Fähre & Fisch", end_ms=80_000)]),
    "Audacity": ("1.txt", _LABELS, "labels", [
        _EBB, AudioChapter(61_500, "Fähre", end_ms=80_000), AudioChapter(90_000, ""),
    ]),
    "mp4chaps": ("1.chapters.txt", _MP4CHAPS, "text", [_EBB, _FERRY]),
    "cue sheet": ("1.cue", _CUE, "cue", [_EBB, AudioChapter(61_480, "Fähre")]),
    "ffmpeg": ("1.txt", _FFMETADATA, "ffmetadata", [_EBB, AudioChapter(61_500, "Fähre = Fisch", end_ms=80_000)]),
    "Ogg": ("1.txt", _OGG, "ogg", [_EBB, AudioChapter(61_500, "Fähre", "https://example.com/f")]),
    "Matroska": ("1.xml", _MATROSKA, "matroska", [
        _EBB, AudioChapter(61_500, "Fähre", end_ms=80_000), AudioChapter(90_000, "", is_hidden=True),
    ]),
    "Markdown": ("1.md", _MARKDOWN, "text", [
        _EBB, AudioChapter(61_000, "Fähre", "https://example.com/f"), AudioChapter(90_000, "Low &amp; wide"),
    ]),
    "HTML": ("1.html", _HTML, "text", [
        _EBB, AudioChapter(61_000, "Fähre", "https://example.com/f"), AudioChapter(90_000, "Low & wide"),
    ]),
    "times behind": ("1.txt", _BEHIND, "text", [
        _EBB, AudioChapter(61_000, "Fähre"), AudioChapter(90_000, "The end"),
    ]),
}  # fmt: skip

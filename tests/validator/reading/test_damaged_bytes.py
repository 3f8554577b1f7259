"""Broken markup with bytes that are no UTF-8 in it: findings, whatever stands where."""

from random import Random

import pytest

from feedtool.fixing.fix import fix
from feedtool.validator.validate import validate

_FEED = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel>
<title>Harbour Notes</titel>
<item><title>A & B</title><![CDATA[ <p>x</P> &nbsp; <b title='a' title=b></item><!-- -- -->
<item guid=1><pubDate>Thu, 1 June 2022</pubDate></channel>
"""
_PIECES = (
    b"< title>", b"</ title>", b"</title", b"<\\title>", b"<title/ >", b"&\xffamp;", b"&caf\xc3;", b"&#12\xff;", b"<![CDAT [ x]]>",
    b"<! - x -->", b"<!-x->", b"<[item]>", b"&lt;item>", b"<item\xff>", b"</item\xff>", b"<title a\xff='1>", b"<titl\xc3e>x</title>",
    b"</>", b"<", b"<<", b"<1>", b"<a:b:c>", b"<title x=\xff>", b"]]>", b"<?php \xff ?>", b"<?xml?>", b"<!DOCTYPE \xff>",
    b"<title>a</titl\xff>", b"<title>x<title>", b"<a href=x\xff>b</a>", b"&\xc3\xa9;", b"< \xfftitle>", b"<title\xc3\x28>",
    b"<itunes:author>x</author\xe9>", b"words</x:author>",
)  # fmt: skip


def _damaged(random: Random) -> bytes:
    data = bytearray(_FEED)
    for _ in range(random.randrange(1, 5)):
        at = random.randrange(len(data))
        data[at:at] = random.choice(_PIECES)
    for _ in range(random.randrange(4)):
        at = random.randrange(len(data))
        data[at:at] = random.choice((b"\xff", b"\xc3", b"\xe9", b"\x80", b"\xf0"))
    return bytes(data)


@pytest.mark.parametrize("seed", range(20))
def test_wrong_bytes_in_broken_markup_give_findings(seed: int) -> None:
    random = Random(seed)
    for _ in range(10):
        data = _damaged(random)
        assert validate(data, chunk_bytes=random.choice((1, 7, 65536))).findings


def test_wrong_byte_in_a_tag_with_a_blank_is_shown() -> None:
    data = b"<rss version='2.0'><channel>\n< title x='\xff'>A</title></channel></rss>"
    says = "-:2:1: error: a space stands behind the < of < title"
    assert any(str(one).startswith(says) for one in validate(data).findings)


@pytest.mark.parametrize("seed", range(6))
def test_fix_bears_wrong_bytes_in_broken_markup(seed: int) -> None:
    random = Random(seed)
    for _ in range(2):
        fix(_damaged(random), unsafe=True)


def test_slash_inside_the_quotes_of_a_broken_tag_gives_findings() -> None:
    data = _FEED[: _FEED.index(b"<title>")] + b'<itunes:image hr s://example.com/cover.jpg/">\n'
    found = [str(one) for one in validate(data + b"<title>A</title></channel></rss>").findings]
    assert any("4:15: error: hr in the tag itunes:image has no value" in one for one in found)
    assert any("4:45: error: itunes:image is not closed; end its tag" in one for one in found)

"""Pages that are damaged at random: each is read or refused, and what is written is read back."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from web_pages import LANGUAGES, STRUCTURES, node, page, script

from feedtool.importing.page.read_page import Page, PageError
from feedtool.importing.web.read_web_page import read_web_page
from feedtool.values.page_decoding import decode_page

pytestmark = pytest.mark.slow

PIECES = [
    "<", ">", "&", "\"", "'", "</p>", "<p>", "<li>", "<h1>", "<h2>Transcript</h2>", "<!--", "-->", "<script>",
    "</script>", "\x00", "\ud800", "\u202e", "&#0;", "&#xD800;", "&amp;lt;b&gt;", "{", "}", "[", "]", ",", "null", "1e999",
    "<audio src='//x'>", "<base href='http://[x/'>", " itemscope", " itemprop='name'", "@id", "\x1b[2J", "::error::x",
    "2022-13-45", "PT99999999S", "0000-00-00", "-1", "http://[", "javascript:x", "\r\n", "\u2028", " " * 300,
]  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["#e", "http://[", "2022-06-01", "PT1H", "http://example.com/\ud800"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["@type", "@id", "@value", "name", "url", "contentUrl", "image", "author", "a"]), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
KEYS = st.sampled_from([*node(LANGUAGES["en"]), "actor", "author", "transcript", "partOfSeason", "@id", "@graph", "mainEntityOfPage"])  # fmt: skip


def read(text: str) -> Page | None:
    try:
        found = read_web_page(text)
    except PageError:
        return None
    for one in (found.title.text, found.summary, found.show_title, found.description):
        one.encode()
    assert found.title.text
    return found


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_page_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    text = chance.choice([*STRUCTURES.values()])(LANGUAGES[chance.choice([*LANGUAGES])])
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(PIECES) + text[at + chance.randrange(0, 30) :]
    read(text)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_json_ld_of_any_form_is_read_or_refused(keys: dict[str, object]) -> None:
    document = {**node(LANGUAGES["en"]), **keys}
    read(page(LANGUAGES["en"], script(json.loads(json.dumps(document)))))


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=60), st.sampled_from(["", "utf-8", "utf-16", "x", "\x00", "hex", "rot13"])
)
def test_any_bytes_become_text(data: bytes, charset: str) -> None:
    decode_page(data, charset)
    decode_page(b"<meta charset=" + data, charset)

import pytest

from feedtool.findings.report import SourceError
from feedtool.importing.subscriptions.read_opml import Subscription, read_opml

F = "https://example.com/f.xml"


def outlines(inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><body>{inner}</body></opml>'.encode()


@pytest.mark.parametrize(
    ("inner", "title", "url"),
    [
        (f'<outline text="Tides" type="rss" xmlUrl="{F}" htmlUrl="https://example.com/"/>', "Tides", F),
        (f'<outline title="Tides" xmlurl="{F}"/>', "Tides", F),
        (f'<outline XMLURL=" {F} "/>', "", F),
        (f'<outline text="a"><outline text="b"><outline text=" T  s " xmlUrl="{F}"/></outline></outline>', "T s", F),
        ('<outline text="T" xmlUrl="feed://example.com/f.xml"/>', "T", "http://example.com/f.xml"),
        ('<outline text="T" xmlUrl="itpc://example.com/f.xml"/>', "T", "http://example.com/f.xml"),
        (f'<outline text="T" xmlUrl="feed:{F}"/>', "T", F),
        ('<outline text="A & B" xmlUrl="https://example.com/?a=1&b=2"/>', "A & B", "https://example.com/?a=1&b=2"),
        ('<outline text="T" xmlUrl="https://example.com/é.xml"/>', "T", "https://example.com/%C3%A9.xml"),
    ],
)  # fmt: skip
def test_outlines_in_each_form(inner: str, title: str, url: str) -> None:
    assert read_opml(outlines(inner)) == [Subscription(title, url, 2)]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("/etc/passwd", "it is no address of http or https"),
        ("javascript:alert(1)", "it is no address of http or https"),
        ("https://" + "x" * 3_000, "the address has more than 2,000 characters"),
    ],
)
def test_what_is_no_address_is_told_at_its_line(url: str, says: str) -> None:
    (found,) = read_opml(outlines(f'\n\n<outline text="T" xmlUrl="{url}"/>'))
    assert (found.line, found.fault) == (4, says)


def test_one_address_written_in_two_ways_is_one_feed() -> None:
    inner = "".join(
        f'<outline xmlUrl="{url}"/>'
        for url in (F, F.replace("https", "http"), F.replace("example", "EXAMPLE"), F + "#x")
    )
    assert [one.url for one in read_opml(outlines(inner))] == [F]


def test_entities_are_never_expanded() -> None:
    lol = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    document = f'<!DOCTYPE opml [<!ENTITY l0 "lol">{lol}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = f'{document}<opml><body><outline text="&l9;&x;" xmlUrl="{F}"/></body></opml>'
    try:
        found = read_opml(text.encode())
    except SourceError:
        return
    assert all(len(one.title) <= 200 and "root:" not in one.title for one in found)


def test_lists_of_another_namespace_and_encoding() -> None:
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?><opml xmlns="https://example.com/o"><outline text="Hafen für alle" xmlUrl="{F}"/></opml>'
    assert read_opml(text.encode("latin-1"))[0].title == "Hafen für alle"

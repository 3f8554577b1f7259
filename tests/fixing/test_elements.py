"""Elements and attributes that are removed, moved or written in another way, with their lines."""

import pytest

from feedtool.fixing.fix import fix

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" \
xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>Harbour Notes</title>
{channel}    <item>
      <title>The night ferry</title>
{item}      <guid isPermaLink="false">harbour-1</guid>
    </item>
{after}  </channel>
</rss>
"""
LOOP = '<itunes:category text="{}">'
CASES = [
    ("a repeat goes with its line", "repeated-element",
     {"channel": "    <ttl>60</ttl>\n    <ttl>60</ttl>\n"}, {"channel": "    <ttl>60</ttl>\n"}),
    ("a repeat on the same line leaves the rest of it", "repeated-element",
     {"channel": "    <ttl>60</ttl> <ttl>60</ttl>\n"}, {"channel": "    <ttl>60</ttl> \n"}),
    ("a repeat that differs stays", "repeated-element",
     {"channel": "    <ttl>60</ttl>\n    <ttl>90</ttl>\n"}, None),
    ("of two elements that say the same, the named one goes", "same-meaning-twice",
     {"item": "      <dc:creator>Mira</dc:creator>\n      <author>m@example.com (Mira)</author>\n"},
     {"item": "      <author>m@example.com (Mira)</author>\n"}),
    ("all retired elements go", "retired-element",
     {"channel": "    <description>x</description>\n    <itunes:subtitle>x</itunes:subtitle>\n",
      "item": "      <description>x</description>\n      <itunes:summary>x</itunes:summary>\n"
              "      <itunes:order>1</itunes:order>\n"},
     {"channel": "    <description>x</description>\n", "item": "      <description>x</description>\n"}),
    ("a retired text stays without a description beside it", "retired-element",
     {"item": "      <itunes:summary>x</itunes:summary>\n"}, None),
    ("a retired element that a comment silences stays", "retired-element",
     {"channel": "    <description>x</description>\n"
                 "    <!-- feedtool: ignore retired-element old apps -->\n"
                 "    <itunes:subtitle>x</itunes:subtitle>\n    <itunes:summary>x</itunes:summary>\n"},
     {"channel": "    <description>x</description>\n"
                 "    <!-- feedtool: ignore retired-element old apps -->\n"
                 "    <itunes:subtitle>x</itunes:subtitle>\n"}),
    ("elements after the items move before them, in their order", "item-before-channel-data",
     {"after": "    <ttl>60</ttl>\n    <language>en</language>\n"},
     {"channel": "    <ttl>60</ttl>\n    <language>en</language>\n"}),
    ("subcategories keep their order", "category-crowded",
     {"channel": '    <itunes:category text="News">\n'
                 '      <itunes:category text="Politics"/>\n      <itunes:category text="Daily News"/>\n'
                 '      <itunes:category text="Tech News"/>\n    </itunes:category>\n'},
     {"channel": '    <itunes:category text="News">\n      <itunes:category text="Politics"/>\n'
                 '    </itunes:category>\n'
                 '    <itunes:category text="News"><itunes:category text="Daily News"/></itunes:category>\n'
                 '    <itunes:category text="News"><itunes:category text="Tech News"/></itunes:category>\n'}),
    ("a list of services becomes elements", "several-values",
     {"channel": '    <podcast:block id="spotify, amazon">yes</podcast:block>\n'},
     {"channel": '    <podcast:block id="spotify">yes</podcast:block>\n'
                 '    <podcast:block id="amazon">yes</podcast:block>\n'}),
    ("the first of two persons keeps what the second one says", "person-repeated",
     {"item": "      <podcast:person>Bo</podcast:person>\n"
              '      <podcast:person href="https://example.com/bo">Bo</podcast:person>\n'},
     {"item": '      <podcast:person href="https://example.com/bo">Bo</podcast:person>\n'}),
    ("capital letters of a name, in both tags", "unknown-element",
     {"item": "      <itunes:Season>1</itunes:Season >\n"},
     {"item": "      <itunes:season>1</itunes:season >\n"}),
    ("a prefix that nobody knows is not declared", "prefix-undeclared",
     {"item": "      <acme:note>1</acme:note>\n"}, None),
    ("a link of Atom becomes one of RSS", "element-borrowed",
     {"item": '      <link href="https://example.com/?a=1&amp;b=2" />\n'},
     {"item": "      <link>https://example.com/?a=1&amp;b=2</link>\n"}),
    ("the type follows from the ending", "missing-attribute",
     {"item": '      <enclosure url="https://example.com/1.m4a?x=1" length="24986239"/>\n'},
     {"item": '      <enclosure url="https://example.com/1.m4a?x=1" length="24986239" type="audio/x-m4a"/>\n'}),
]  # fmt: skip


def write(channel: str = "", item: str = "", after: str = "") -> str:
    return FEED.format(channel=channel, item=item, after=after)


@pytest.mark.parametrize(
    ("rule", "wrong", "right"), [one[1:] for one in CASES], ids=[one[0] for one in CASES]
)
def test_an_element(rule: str, wrong: dict[str, str], right: dict[str, str] | None) -> None:
    feed = write(**wrong)
    expected = feed if right is None else write(**right)
    assert fix(feed.encode(), select=[rule], unsafe=True).data.decode() == expected


def test_a_document_type_whose_entities_are_used_stays() -> None:
    feed = write().replace("<rss", '<!DOCTYPE rss SYSTEM "a.dtd">\n<rss')
    used = feed.replace('"a.dtd"', '"a.dtd" [<!ENTITY ferry "x">]').replace("ferry<", "&ferry;<")
    assert fix(used.encode(), select=["doctype"], unsafe=True).data.decode() == used
    assert fix(feed.encode(), select=["doctype"]).data.decode() == write()


def test_misspelt_names_of_guid_and_enclosure_stay() -> None:
    feed = write().replace("guid", "Guid").encode()
    assert fix(feed, select=["unknown-element"], unsafe=True).data == feed


def test_a_stray_mark_and_blanks_before_the_declaration_go() -> None:
    feed = f"\n \t{write()}".encode()
    assert fix(feed, select=["bad-xml-declaration"]).data == write().encode()


def test_the_declaration_is_moved_before_a_comment() -> None:
    declaration, rest = write().split("\n", 1)
    feed = f"<!-- salt -->\n{declaration}\n{rest}"
    fixed = fix(feed.encode(), select=["bad-xml-declaration"]).data.decode()
    assert fixed == f"{declaration}\n<!-- salt -->\n{rest}"

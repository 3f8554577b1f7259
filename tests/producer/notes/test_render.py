"""Show notes: what apps get to see, pictures, and where directories would cut."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from show_folder import SHOW, Folder

from feedtool.producer.notes.render import first_paragraph, render_html, render_plain
from feedtool.show.placeholder import make_cover

BASE = "https://example.com/"
TABLE = "| light | *colour* |\n|---|:-:|\n| main | [white](https://example.com/w) |\n| pier | |\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        # Apps that drop the tags of tables show a list well.
        (TABLE, "<p><b>light · <em>colour</em></b></p>\n<ul>\n<li>main · "
         '<a href="https://example.com/w">white</a></li>\n<li>pier</li>\n</ul>'),
        ("| | |\n|-|-|\n| a | b |", "<ul>\n<li>a · b</li>\n</ul>"),
        ("| a | b |\n|-|-|", "<p><b>a · b</b></p>"),
        # What is written as HTML stays as it is written.
        ("<table><tr><td>a</td></tr></table>",
         "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ("a | b", "<p>a | b</p>"),
        ("Tides[^t] and nets[^n], tides[^t].\n\n[^t]: Twice a *day*.\n[^n]: One.\n\n    Two.",
         "<p>Tides<sup>[1]</sup> and nets<sup>[2]</sup>, tides<sup>[1]</sup>.</p>\n<hr>\n<ol>\n"
         "<li>Twice a <em>day</em>.</li>\n<li>\n<p>One.</p>\n<p>Two.</p>\n</li>\n</ol>"),
        ("Not a note[^x].", "<p>Not a note[^x].</p>"),
        ("[top](#top) [page](p.html#top)",
         '<p>top <a href="https://example.com/p.html#top">page</a></p>'),
        ("[a](/b?c=1&d=2) <https://example.com/e>",
         '<p><a href="https://example.com/b?c=1&amp;d=2">a</a> '
         '<a href="https://example.com/e">https://example.com/e</a></p>'),
        ("www.example.com ~~old~~  \nnew",
         '<p><a href="http://www.example.com">www.example.com</a> <del>old</del><br>\nnew</p>'),
        ('Say <u class="x">it</u> <script>alert(1)</script>!', "<p>Say <u>it</u> !</p>"),
        ('<p style="color:red" onclick="x()">red</p>', "<p>red</p>"),
        ("[a](JAVASCRIPT:x) [b](data:text/html,x)", "<p>a b</p>"),
        ("![a](data:image/png;base64,AAAA)x", "<p>x</p>"),
        ("<iframe src=https://example.com></iframe>y", "y"),
        ("a &#11;&#xFFFE;&#x26; b", "<p>a &amp; b</p>"),
        ("<p>&#11</p>", "<p></p>"),
        ('<a href="java&#1script:alert(1)">x</a>', "<p>x</p>"),
        ('<a href="&#00000001;javascript:alert(1)">x</a>', "<p>x</p>"),
        ('<a href="java&#xffffscript:alert(1)">x</a>', "<p>x</p>"),
        ('<a href="file&#1:///etc/passwd">x</a> <a href="intent&#1://y">y</a>', "<p>x y</p>"),
        ('<img src="blob&#12:x">z', "<p>z</p>"),
    ],
)  # fmt: skip
def test_markdown_becomes_what_apps_show(markdown: str, html: str) -> None:
    assert render_html(markdown, BASE) == html


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Nets\n\nFirst *words*\nhere. &amp;\n\nMore.", "First words here. &"),
        ("![](https://example.com/a.png)\n\nWords.", "Words."),
        ("- one\n- two", "one two"),
        ("[a][1]\n\n[1]: https://example.com/", "a"),
        ("", ""),
    ],
)
def test_first_paragraph_is_plain(markdown: str, text: str) -> None:
    assert first_paragraph(render_html(markdown, BASE)) == text


def test_plain_text_has_paragraphs_on_lines() -> None:
    assert render_plain("# A\n\nb *c* &lt;\n\n1. d\n2. e", BASE) == "A\nb c <\nd\ne"


_BITS = [
    "&#", "x", "FFFE", "11", ";", '<a href="', "javascript:", "#", '">', "</a>", "[x]", "(", ")",
    "![", "](", "\n", "\n\n", "|", "|-|-|\n", "[^a]", "[^a]: ", "`", "```", "<script>", "<!--",
    "<img src=", '"', "://", "[", "//", "%00", "\x00", "\ufffe", "é", "<table>\n<thead>\n", ">",
    '<section class="footnotes" data-footnotes>', "x0", "<a>", "<div dir=rtl>", "</div>", "<iframe>",
    "</iframe>", "<xmp>", "</xmp>", "<noembed>", "<dt>", "<b>", "<span dir=ltr>", "<td>", "0:00 a\n", "13. ",
]  # fmt: skip
_ADDRESS = re.compile(r'<[^>]* (?:href|src)="(?!https?:|mailto:|tel:)', re.IGNORECASE)


@pytest.mark.slow
@given(st.lists(st.sampled_from(_BITS), max_size=25).map("".join))
def test_any_notes_make_harmless_xml(markdown: str) -> None:
    html = render_html(markdown, BASE)
    etree.Element("a").text = html
    assert not re.search(
        r"<(?:script|style|iframe|section|div|noembed|xmp|dt)\b|<[^>]* on\w+=", html
    )
    assert not _ADDRESS.search(html)


@pytest.mark.slow
@pytest.mark.parametrize("bit", ["> ", "- ", "<blockquote>", "<div><a>", "[", "|", "<table>"])
def test_hostile_nesting_makes_harmless_notes(bit: str) -> None:
    html = render_html(bit * (100_000 // len(bit)), BASE)
    assert len(html) < 2_000_000


def test_nesting_that_people_write_stays() -> None:
    quote = "".join(f"{'> ' * depth}{depth}\n\n" for depth in range(1, 20))
    html = render_html(quote * 60, BASE)
    assert html.count("<blockquote>") == html.count("</blockquote>") == 190 * 60
    assert html.count("<p>") == 19 * 60


PICTURE = make_cover(20)


def test_pictures_of_the_notes_are_published(folder: Folder) -> None:
    folder.put("episodes/chart.png", PICTURE)
    folder.put("pictures/a map.png", PICTURE + b"1")
    folder.put("art/c.png", PICTURE + b"2")
    folder.write(
        "![The chart](chart.png) ![](<pictures/a map.png>)\n\n"
        '<img src="../art/c.png" alt="C"> [link](chart.png) ![](/on-site.png)'
    )
    assert folder.build() == []
    assert folder.notes().startswith(
        '<p><img src="https://example.com/pictures/episodes/chart.png" alt="The chart"> '
        '<img src="https://example.com/pictures/a%20map.png" alt=""></p>\n'
        '<p><img src="https://example.com/pictures/art/c.png" alt="C"> '
    )
    assert '<a href="https://example.com/chart.png">link</a>' in folder.notes()
    assert '<img src="https://example.com/on-site.png" alt="">' in folder.notes()
    pictures = folder.path / "public" / "pictures"
    assert (pictures / "episodes" / "chart.png").read_bytes() == PICTURE
    assert (pictures / "a map.png").read_bytes() == PICTURE + b"1"
    assert (pictures / "art" / "c.png").read_bytes() == PICTURE + b"2"


@pytest.mark.parametrize(
    ("notes", "message"),
    [
        ("Not `![](x.png)`, but\n\nthis: ![](x.png)",
         '9:11: error: the picture "x.png" is not there; looked for episodes/x.png and x.png'),
        ("![a][1]\n\n[1]: my%20map.png",
         '9:6: error: the picture "my map.png" is not there; looked for episodes/my map.png and '
         "my map.png"),
        ('<img alt="" src="../../x.png">',
         '7:18: error: the picture "../../x.png" is outside the show\'s folder; copy the file '
         "into it"),
        ("![](words.png)",
         '7:5: error: the picture "words.png" cannot be shown; it is a text file; save it as JPEG or PNG'),
        ("![](old.png)",
         '7:5: error: the picture "old.png" cannot be shown; it is TIFF; save it as JPEG or PNG'),
        ("![](link.png)",
         '7:5: error: the picture "link.png" is not there; looked for episodes/link.png'),
    ],
)  # fmt: skip
def test_wrong_pictures_are_told_in_the_markdown(
    folder: Folder, tmp_path_factory: pytest.TempPathFactory, notes: str, message: str
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    outside.write_bytes(PICTURE)
    folder.put("words.png", b"words")
    tiff = BytesIO()
    Image.new("RGB", (2, 2)).save(tiff, "TIFF")
    folder.put("old.png", tiff.getvalue())
    (folder.path / "link.png").symlink_to(outside)
    folder.write(notes)
    told = folder.build()
    assert told == [f"episodes/001-nets.md:{message} [bad-picture]", told[-1]]


def test_picture_of_the_description_is_published(folder: Folder) -> None:
    folder.put("boats.png", PICTURE)
    folder.write("Notes.", show='description: "Boats: ![](boats.png)"\n')
    assert folder.build() == []
    assert folder.channel().findtext("description") == (
        '<p>Boats: <img src="https://example.com/pictures/boats.png" alt=""></p>'
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("footer: [guests, link]",
         '10:18: error: footer is "link"; expected "guests", "links", "transcript", "funding" or "chapters"; did you mean "links"? '
         "[bad-value]"),
        ("footer: {lnks: x}",
         '10:10: error: a key of footer is "lnks"; expected "guests", "links", "transcript", '
         '"funding" or "chapters"; did you mean "links"? [bad-value]'),
        ("description_format: text",
         '10:21: error: description_format is "text"; expected "plain" or "html" [bad-value]'),
    ],
)  # fmt: skip
def test_wrong_settings_are_told_at_their_place(folder: Folder, line: str, message: str) -> None:
    folder.write("Notes.", show=f"author: Mira\n{line}\n".removeprefix("author: Mira\n"))
    told = folder.build()
    line_number = len(SHOW.splitlines()) + 1
    assert told == [f"show.yaml:{message.replace('10:', f'{line_number}:', 1)}", told[-1]]


DESCRIPTION = "description: Talks about *small* ports.\n"
WHOLE = '<p>First.</p>\n<p>Second.</p>\n<p><b>Links:</b> <a href="https://example.com/">Harbour Notes</a></p>'


@pytest.mark.parametrize(
    ("show", "episode", "channel", "item"),
    [
        (DESCRIPTION, "", "<p>Talks about <em>small</em> ports.</p>", "First."),
        ("", "", "Talks about small ports.", "First."),
        (f"{DESCRIPTION}description_format: plain\n", "", "Talks about small ports.", "First."),
        ("description_format: html\n", "", "<p>Talks about small ports.</p>", WHOLE),
        # Lists of episodes show how a description begins.
        ("description_format: html\n", "summary: Short & dry.\n", "<p>Talks about small ports.</p>",
         f"<p>Short &amp; dry.</p>\n{WHOLE}"),
        ("description_format: html\n", "summary: First.\n", "<p>Talks about small ports.</p>", WHOLE),
        ("description_format: html\n", "description_format: plain\n",
         "<p>Talks about small ports.</p>", "First."),
        ("", "description_format: html\n", "Talks about small ports.", WHOLE),
    ],
)  # fmt: skip
def test_description_format(
    folder: Folder, show: str, episode: str, channel: str, item: str
) -> None:
    folder.write("First.\n\nSecond.", show=show, episode=episode)
    assert folder.build() == []
    assert folder.channel().findtext("description") == channel
    assert folder.channel().findtext("item/description") == item
    raw = (folder.path / "public" / "feed.xml").read_text("utf-8")
    assert (f"{WHOLE}]]></description>" in raw) == item.endswith(WHOLE)


LINES = "<p>First<br>\nsecond.</p>"
JOINED = "<p>First\nsecond.</p>"


@pytest.mark.parametrize(
    ("show", "episode", "notes", "channel", "end"),
    [
        ("", "", JOINED, "<p>Talks\nof ports.</p>", "<p>Good\nbye.</p>"),
        ("line_breaks: keep\n", "", LINES, "<p>Talks<br>\nof ports.</p>", "<p>Good<br>\nbye.</p>"),
        ("", "line_breaks: keep\n", LINES, "<p>Talks\nof ports.</p>", "<p>Good\nbye.</p>"),
        ("line_breaks: keep\n", "line_breaks: join\n", JOINED, "<p>Talks<br>\nof ports.</p>",
         "<p>Good<br>\nbye.</p>"),
    ],
)  # fmt: skip
def test_line_breaks_of_show_and_episode(
    folder: Folder, show: str, episode: str, notes: str, channel: str, end: str
) -> None:
    texts = "description: |-\n  Talks\n  of ports.\nfooter_text: |-\n  Good\n  bye.\nfooter: []\n"
    folder.write("First\nsecond.", show=show + texts, episode=episode)
    assert folder.build() == []
    assert folder.notes() == f"{notes}\n{end}"
    assert folder.channel().findtext("description") == channel


PARAGRAPHS = [
    "[Nets](https://example.com/nets/(1)) &amp; `buoys`[^1]",
    "",
    *(f"Mist {number} of **the** [fog](https://example.com/fog) <!-- m --> a&#110;d *ships*."
      for number in range(160)),
    "[^1]: Nets and fog.",
]  # fmt: skip


def long_notes(size: int) -> str:
    """Notes that are rendered as exactly so many bytes, the footer left out."""
    return f"{'x' * 99} " * ((size - 7) // 100) + "y" * ((size - 7) % 100)


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (4000, []),
        (4001, ["episodes/001-nets.md:7:3995: warning: the notes have 4,001 bytes in the feed; "
                "Apple allowed at most 4,000 bytes for a long time, and some apps still cut the text "
                "there"]),
    ],
)  # fmt: skip
def test_limit_of_notes_to_the_byte(folder: Folder, size: int, told: list[str]) -> None:
    folder.write(long_notes(size), show="footer: false\n")
    assert [line.partition("; the cut")[0] for line in folder.build()] == told


def test_cut_is_told_at_its_place_in_the_markdown(folder: Folder) -> None:
    folder.write("\n".join(PARAGRAPHS))
    assert folder.build() == [
        "episodes/001-nets.md:113:18: warning: the notes have 15,459 bytes in the feed; Apple cuts "
        'the text after 10,000 bytes, if the item has no description; the cut comes behind "… ships. Mist 104 of the" [text-too-long]'
    ]


def test_cut_within_the_footer_is_told_at_the_end_of_the_notes(folder: Folder) -> None:
    folder.write(f"Start.\n\n{long_notes(3900)}\n\nThe end", show="footer_text: Ship news daily.\n")
    (told,) = folder.build()
    assert told.startswith("episodes/001-nets.md:11:8: warning: the notes have 4,0")


@pytest.mark.parametrize(
    ("before", "place"),
    [
        ("<div>Boats</div><div>and buoys</div>\n\n", "9:3968"),
        ("13. October\n\n", "9:3959"),
        ("<details><summary>Boats</summary>\n\n0:00 Nets\n1:00 Ropes\n\n</details>\n\n", "14:3953"),
    ],
)
def test_cut_is_told_at_its_place_behind_other_markup(
    folder: Folder, before: str, place: str
) -> None:
    folder.write(f"{before}{long_notes(4500)}", show="footer: false\n")
    (told,) = folder.build()
    assert told.startswith(f"episodes/001-nets.md:{place}: warning: the notes have 4,5")


def test_cut_of_a_description_with_a_summary_is_told_in_the_notes(folder: Folder) -> None:
    show = "footer: false\ndescription_format: html\n"
    folder.write(f"Boats.\n\n{long_notes(4500)}", show=show, episode="summary: Nets and knots.\n")
    (told, *_) = [line for line in folder.build() if "description" not in line]
    assert told.startswith("episodes/001-nets.md:10:39"), told


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (lambda text: f"|-\n  Talks.\n\n  {text}", "14:3986"),
        (lambda text: f'"{text}"', "11:4012"),
        (lambda text: ">-\n  " + text.replace(" ", "\n  "), "51:100"),
    ],
)
def test_cut_is_told_at_its_place_in_yaml(
    folder: Folder, value: Callable[[str], str], place: str
) -> None:
    text = long_notes(4500)
    folder.write("Notes.", show=f"description_format: html\ndescription: {value(text)}\n")
    told = folder.build()
    assert told[0].startswith("show.yaml:")
    assert "error: description has 4,5" in told[0]
    assert "Apple reads only 4,000 bytes; the cut comes behind" in told[0]
    assert told[0].startswith(f"show.yaml:{place}: "), told[0][:40]


def test_summary_is_measured_where_it_stands(folder: Folder) -> None:
    folder.write("Notes.", episode=f"summary: {long_notes(4200)}\n")
    (told,) = folder.build()
    assert told.startswith(
        "episodes/001-nets.md:5:4009: warning: summary has 4,193 bytes in the feed; "
    )

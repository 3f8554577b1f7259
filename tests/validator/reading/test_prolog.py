"""What stands before the feed: declarations in the wrong place, marks, HTML, document types."""

import pytest

from feedtool.validator.validate import validate

DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
FEED = """<rss version="2.0"><channel><title>Harbour Notes</title>
<link>https://example.com/</link><description>Small ports.</description>
<language>xx</language></channel></rss>"""
RULES = ["bad-xml-declaration", "not-well-formed", "byte-order-mark", "doctype", "not-a-feed",
         "xml-version", "bad-encoding", "bad-language"]  # fmt: skip
SIZES = [1, 37, 4099, 65536]


def told(xml: str, size: int = 65536) -> list[str]:
    found = validate(xml.encode(), profiles=["rss"], select=RULES, chunk_bytes=size).findings
    return [f"{one.line}:{one.column} {one.rule} {one.message}" for one in found]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("before", "fault"),
    [
        (f"\n{DECLARED}",
         "2:1 bad-xml-declaration an empty line stands before the XML declaration; remove it"),
        (f" \r\n\r\n {DECLARED}",
         "3:2 bad-xml-declaration an empty line stands before the XML declaration; remove it"),
        (f"  {DECLARED}",
         "1:3 bad-xml-declaration blanks stand before the XML declaration; remove them"),
        (f"{DECLARED}\n{DECLARED}",
         "2:1 bad-xml-declaration the XML declaration stands twice; remove the second"),
        (f"<!-- a cache -->\n{DECLARED}",
         "2:1 bad-xml-declaration a comment stands before the XML declaration; move the declaration "
         "to the very start of the file"),
        (f"<!-- {'x' * 5000} -->\n{DECLARED}",
         "2:1 bad-xml-declaration a comment stands before the XML declaration; move the declaration "
         "to the very start of the file"),
        (f'<?xml-stylesheet href="a.xsl" type="text/xsl"?>{DECLARED}',
         "1:48 bad-xml-declaration a processing instruction stands before the XML declaration; "
         "move the declaration to the very start of the file"),
        ('<?xml version="1.0" encoding="UTF-8">',
         '1:37 bad-xml-declaration the XML declaration ends with ">"; expected ?> with a question '
         f"mark; write {DECLARED}"),
        ('<?xml version="1.0" encoding="martian" standalone="true"?>',
         '1:52 bad-xml-declaration standalone is "true" in the XML declaration, expected "yes" or '
         f'"no"; write {DECLARED}'),
        ('<?xml version="1.0" encoding="martian"?>',
         '1:31 bad-encoding the encoding "martian" is not known; write encoding="UTF-8"'),
        ('<?xml version="1.1" encoding="UTF-8"?>',
         '1:1 xml-version the XML version is "1.1"; expected 1.0, the only one that apps read'),
        (f"Notice: é in feed.php\n{DECLARED}",
         '1:1 not-well-formed text stands before the feed: "Notice: é in feed.php"; remove it'),
        (f"<br />\n<b>Notice</b>: é in feed.php<br />\n{DECLARED}",
         '1:1 not-well-formed HTML stands before the feed: "<br />\\n<b>Notice</b>: é in '
         'feed.php<br />"; remove it'),
        (f"\n\ufeff{DECLARED}",
         "2:1 not-well-formed a stray byte order mark stands before the feed; remove it"),
        ("<!doctype rss>",
         '1:1 not-well-formed the document type starts with "<!doctype"; RSS 2.0 needs none; '
         "remove it"),
        ("<!DOCTYPE html>",
         "1:15 doctype the feed has a document type; RSS 2.0 needs none; remove it"),
        (f'{DECLARED}<?xml-stylesheet href="a.xsl">',
         '1:68 not-well-formed the instruction "<?xml-stylesheet href="a.xsl">" ends with >; '
         "expected ?> with a question mark"),
    ],
)  # fmt: skip
def test_fault_before_the_feed_is_told_once_and_the_feed_is_read(
    before: str, fault: str, size: int
) -> None:
    first, last = told(f"{before}\n{FEED}", size)
    assert first == fault
    assert last.startswith(f"{len(before.splitlines()) + 3}:11 bad-language")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "before",
    [
        "", DECLARED, "<?xml version='1.0'?>", "<?xml version='1.0' standalone=\"yes\" ?>",
        f'{DECLARED}<?xml-stylesheet href="a.xsl" type="text/xsl"?><!-- <?xml version="1"> -->',
        "<!-- no declaration -->",
    ],
)  # fmt: skip
def test_right_start_is_left_in_peace(before: str, size: int) -> None:
    (only,) = told(f"{before}\n{FEED}", size)
    assert only.startswith("4:11 bad-language")


def test_mark_before_the_mark_and_before_an_empty_line() -> None:
    assert [one.partition(" ")[0] for one in told(f"\ufeff\n{DECLARED}\n{FEED}")] == [
        "1:1", "2:1", "5:11",
    ]  # fmt: skip
    assert told(f"\ufeff\ufeff{DECLARED}\n{FEED}")[1] == (
        "1:1 not-well-formed a stray byte order mark stands before the feed; remove it"
    )


def test_declaration_inside_the_feed_names_the_element() -> None:
    assert told(FEED.replace("<title>", f"{DECLARED}<title>"))[0] == (
        "1:29 bad-xml-declaration an XML declaration stands inside <channel>; remove it"
    )


def test_faulty_declaration_keeps_the_encoding_of_the_file() -> None:
    xml = f'<?xml encoding="windows-1252" version="1.0"?>\n{FEED}'.replace("ports", "cafés")
    found = validate(xml.encode("cp1252"), profiles=["rss"]).findings
    assert [one.rule for one in found][:2] == ["encoding-not-utf-8", "bad-xml-declaration"]
    assert found[1].message.endswith('write <?xml version="1.0" encoding="windows-1252"?>')

"""Whether a file is a feed, by its first bytes."""

from pathlib import Path

import pytest

from feedtool.inputs.sniffing import begins_as_feed, is_feed

RSS = '<rss version="2.0"><channel/></rss>'


@pytest.mark.parametrize(
    "head",
    [
        RSS,
        f'<?xml version="1.0"?>\n{RSS}',
        f"\n\n  {RSS}",
        f"<!-- <urlset> --><?pi <svg> ?>{RSS}",
        f'<!DOCTYPE rss [<!ENTITY copy "©"><!ELEMENT rss ANY>]>{RSS}',
        f'<!DOCTYPE rss PUBLIC "-//N//DTD 0.91//EN" "http://example.com/rss.dtd">{RSS}',
        RSS.replace("rss", "RSS"),
        RSS.replace("rss", "x:rss"),
        "<rss",
        "<channel><title>No rss around it</title>",
        f"Warning: <b>old</b> code\n<?xml version='1.0'?>{RSS}",
        f"<!--{'x' * 10000}-->{RSS}",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_feeds_are_found_in_any_encoding(head: str, encoding: str) -> None:
    if encoding[-2:] in {"le", "be"} and not head.startswith("<"):
        pytest.skip("without a mark, only < shows the encoding")
    assert begins_as_feed(head.encode(encoding))


@pytest.mark.parametrize(
    "head",
    [
        "",
        "no XML",
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>rss</title>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<!DOCTYPE html><html><body><rss version='2.0'>",
        f"<!-- {RSS} -->",
        f"<!-- {RSS}",
        f"<xsl:stylesheet version='1.0'><xsl:template>{RSS}",
        "<rssfeed/>",
        "<project><channel>",
    ],
)
def test_other_files_are_left_out(head: str) -> None:
    assert not begins_as_feed(head.encode())


@pytest.mark.parametrize(
    "head", [b"\xff\xfe\x00", b"\xfe\xff\xd8", b"\x00<\x00", b"\xef\xbb\xbf\xff<"]
)
def test_broken_bytes_are_no_feed(head: bytes) -> None:
    assert not begins_as_feed(head)


def test_only_the_start_of_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    path.write_bytes(b"<!--" + b"x" * 100_000 + b"-->" + RSS.encode())
    assert not is_feed(str(path))

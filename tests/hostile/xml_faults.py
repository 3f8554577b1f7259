"""XML with faults without end, each of which is repaired before reading goes on."""

from hostile.feeds import HEAD, TAIL, filled, item
from hostile.registry import hostile_feed

END = b"<rss version='2.0'><channel></rss>"


def _inside(piece: bytes, size: int) -> bytes:
    return HEAD + filled(piece, size) + TAIL


def _in_text(piece: bytes, size: int) -> bytes:
    return HEAD + b"<itunes:summary>" + filled(piece, size) + b"</itunes:summary>" + TAIL


@hostile_feed("xml")
def unclosed_items(size: int) -> bytes:
    return _inside(b"<item>", size)


@hostile_feed("xml")
def unclosed_titles(size: int) -> bytes:
    return _inside(b"<item><title>Pier</item>\n", size)


@hostile_feed("xml")
def comments_before_a_fault(size: int) -> bytes:
    return filled(b"<!-- -->", size) + END


@hostile_feed("xml")
def faulty_comments_before_rss(size: int) -> bytes:
    return filled(b"<!-- -- -->\n", size) + END


@hostile_feed("xml")
def unclosed_instructions_before_rss(size: int) -> bytes:
    return filled(b"<?a b>\n", size) + END


@hostile_feed("xml")
def comments_and_declarations_before_rss(size: int) -> bytes:
    return filled(b"<!-- -->", size) + filled(b"<?xml version='1.0'?>\n", size // 10) + END


@hostile_feed("xml")
def document_types_before_a_fault(size: int) -> bytes:
    return filled(b"<!DOCTYPE rss>\n", size) + END


@hostile_feed("xml")
def blank_lines_before_rss(size: int) -> bytes:
    return b"\n" * size + END


@hostile_feed("xml")
def comments_and_text_before_rss(size: int) -> bytes:
    return filled(b"<!-- -->", size) + filled(b"a<?b?>", size // 4) + END


@hostile_feed("xml")
def signs_before_rss(size: int) -> bytes:
    return b"<" * size + END


@hostile_feed("xml")
def html_before_rss(size: int) -> bytes:
    return filled(b"<br>", size) + END


@hostile_feed("xml")
def junk_after_rss(size: int) -> bytes:
    return HEAD + TAIL + b"a" * size


@hostile_feed("xml")
def comments_after_rss_before_a_fault(size: int) -> bytes:
    return HEAD + TAIL + filled(b"<!-- -->\n", size) + b"a"


@hostile_feed("xml")
def bare_ampersands_in_one_text(size: int) -> bytes:
    return _in_text(b"a & ", size)


@hostile_feed("xml")
def bare_ampersands_in_values(size: int) -> bytes:
    return _inside(b"<enclosure url='https://example.com/?a=1&b=2'/>", size)


@hostile_feed("xml")
def different_unknown_references(size: int) -> bytes:
    inner = b"".join(b"&pier%d;" % number for number in range(size // 12))
    return HEAD + b"<title>" + inner + b"</title>" + TAIL


@hostile_feed("xml")
def reference_without_end(size: int) -> bytes:
    return HEAD + b"<title>&#" + b"1" * size + b";</title>" + TAIL


@hostile_feed("xml")
def bare_signs_in_one_text(size: int) -> bytes:
    return _in_text(b"a < b ", size)


@hostile_feed("xml")
def bare_signs_in_many_texts(size: int) -> bytes:
    return _inside(b"<item><title>a < b</title></item>\n", size)


@hostile_feed("xml")
def signs_alone(size: int) -> bytes:
    return _inside(b"<", size)


@hostile_feed("xml")
def ends_of_cdata_in_one_text(size: int) -> bytes:
    return _in_text(b"a ]]> ", size)


@hostile_feed("xml")
def unclosed_cdata_sections(size: int) -> bytes:
    return _inside(b"<item><title><![CDATA[a</title></item>\n", size)


@hostile_feed("xml")
def cdata_sections_in_cdata_sections(size: int) -> bytes:
    return _in_text(b"<![CDATA[a", size)


@hostile_feed("xml")
def unclosed_comments(size: int) -> bytes:
    return _inside(b"<item><!-- a</item>\n", size)


@hostile_feed("xml")
def comments_that_swallow_tags(size: int) -> bytes:
    return _inside(b"<!-- a\n<item/>\n", size)


@hostile_feed("xml")
def hyphens_in_one_comment(size: int) -> bytes:
    return HEAD + b"<!--" + filled(b" --", size) + b"-->" + TAIL


@hostile_feed("xml")
def wrong_end_tags(size: int) -> bytes:
    return _inside(b"</guid>\n", size)


@hostile_feed("xml")
def misspelt_end_tags(size: int) -> bytes:
    return _inside(b"<item><title>a</titel></item>\n", size)


@hostile_feed("xml")
def swapped_end_tags(size: int) -> bytes:
    return _inside(b"<item><title>a</item></title>\n", size)


@hostile_feed("xml")
def end_tags_without_start_in_one_text(size: int) -> bytes:
    return _in_text(b"a</b>", size)


@hostile_feed("xml")
def breaks_of_html_in_one_text(size: int) -> bytes:
    return _in_text(b"a<br>", size)


@hostile_feed("xml")
def unclosed_tags_in_a_row(size: int) -> bytes:
    return _inside(b"<title", size)


@hostile_feed("xml")
def unclosed_quotes(size: int) -> bytes:
    return _inside(b"<enclosure url='a length='1'/>\n", size)


@hostile_feed("xml")
def quote_without_end(size: int) -> bytes:
    return HEAD + b"<enclosure url='" + filled(b"<item/>", size) + TAIL


@hostile_feed("xml")
def quotes_in_one_tag(size: int) -> bytes:
    return HEAD + b"<enclosure url" + b"'" * size + b"/>" + TAIL


@hostile_feed("xml")
def broken_parts_of_one_tag(size: int) -> bytes:
    return HEAD + b"<enclosure " + filled(b"a= b ", size) + b"/>" + TAIL


@hostile_feed("xml")
def doubled_attributes(size: int) -> bytes:
    return _inside(b"<enclosure url='a' url='b'/>\n", size)


@hostile_feed("xml")
def doubled_attributes_of_one_tag(size: int) -> bytes:
    return HEAD + b"<enclosure" + filled(b" url='a'", size) + b"/>" + TAIL


@hostile_feed("xml")
def tags_without_sign(size: int) -> bytes:
    return _inside(b"<item>title>a</title></item>\n", size)


@hostile_feed("xml")
def name_of_colons(size: int) -> bytes:
    return HEAD + b"<a" + b":a" * (size // 2) + b"/>" + TAIL


@hostile_feed("xml")
def channels_inside_channels(size: int) -> bytes:
    return _inside(b"<channel>", size)


@hostile_feed("xml")
def items_behind_the_channel(size: int) -> bytes:
    return HEAD + b"</channel>" + filled(b"<item/>\n", size) + b"</rss>"


@hostile_feed("xml")
def elements_without_their_parents(size: int) -> bytes:
    return _inside(b"<enclosure url='a'/></item>\n", size)


@hostile_feed("xml")
def faults_of_all_kinds(size: int) -> bytes:
    piece = (
        b"<item><title>a & b</titel><!-- a -- b --><enclosure url=a/><link>< /link>"
        b"&pier;</guid></item>\n"
    )
    return _inside(piece, size)


@hostile_feed("xml")
def faults_at_the_end_of_one_item(size: int) -> bytes:
    notes = "<content:encoded>" + "a" * (size // 2) + "</content:encoded>"
    return HEAD + item(1, notes + "<a>&b</a>\n" * (size // 20)) + TAIL


@hostile_feed("xml")
def faults_in_one_line_behind_many_columns(size: int) -> bytes:
    return HEAD + b" " * (size // 2) + filled(b"<title>a & b</title>", size // 2) + TAIL

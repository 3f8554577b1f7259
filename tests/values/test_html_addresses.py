"""Addresses of links and pictures in HTML."""

import pytest

from feedtool.values.html import check_html


@pytest.mark.parametrize(
    ("tag", "rule", "part", "says"),
    [
        ("<a href=”https://example.com/1”>", "html-quoted-link", "”https://example.com/1”", 'the quote ” becomes part of the address; write "https://example.com/1" in straight quotes'),
        ("<a href=“https://example.com/1”>", "html-quoted-link", "“https://example.com/1”", 'the quote “ becomes part of the address; write "https://example.com/1" in straight quotes'),
        ("<a href=‘https://example.com/1’>", "html-quoted-link", "‘https://example.com/1’", 'the quote ‘ becomes part of the address; write "https://example.com/1" in straight quotes'),
        ("<a href=«https://example.com/1»>", "html-quoted-link", "«https://example.com/1»", 'the quote « becomes part of the address; write "https://example.com/1" in straight quotes'),
        ("<a href=`https://example.com/1`>", "html-quoted-link", "`https://example.com/1`", 'the quote ` becomes part of the address; write "https://example.com/1" in straight quotes'),
        ('<a href="“https://example.com/1”">', "html-quoted-link", "“https://example.com/1”", 'the quote “ becomes part of the address; write "https://example.com/1" in straight quotes'),
        ("<a href=&quot;https://example.com/1&quot;>", "html-quoted-link", "&quot;https://example.com/1&quot;", 'the quote " becomes part of the address; write "https://example.com/1" in straight quotes'),
        ('<a href=\\"https://example.com/1\\">', "html-quoted-link", '\\"https://example.com/1\\"', "a backslash is before the quotes of the address; remove it"),
        ('<a href="www.example.com/1">', "html-relative-link", "www.example.com/1", '"www.example.com/1" has no scheme, so it leads nowhere; write https://www.example.com/1'),
        ('<a href="//example.com/1">', "html-relative-link", "//example.com/1", '"//example.com/1" has no scheme, so it leads nowhere; write https://example.com/1'),
        ('<a href="">', "html-relative-link", "", "the address of a is empty; write it, or leave the tag out"),
        ('<img src="">', "html-relative-link", "", "the address of img is empty; write it, or leave the tag out"),
        ('<a href="%20https://example.com/1">', "html-relative-link", "%20https://example.com/1", "%20 before the address makes it a part of one; remove %20"),
        ("<a href=&quothttps://example.com/1&quot>", "html-quoted-link", "&quothttps://example.com/1&quot", '&quot becomes part of the address; write "https://example.com/1" in straight quotes'),
        ('<a href="https://example.com/1.jpg 500 375">', "url-not-alone", "https://example.com/1.jpg 500 375", '"https://example.com/1.jpg 500 375": "500 375" is no part of the address; write only https://example.com/1.jpg'),
        ('<a href="mira@example.com">', "html-relative-link", "mira@example.com", '"mira@example.com" is an e-mail address; write mailto:mira@example.com'),
        ('<a href="/1">', "html-relative-link", "/1", '"/1" leads nowhere in an app; expected a whole address, https://…'),
        ('<img src="cover.jpg">', "html-relative-link", "cover.jpg", '"cover.jpg" leads nowhere in an app; expected a whole address, https://…'),
        ('<a href="{{ url }}">', "url-placeholder", "{{ url }}", '"{{ url }}" is a placeholder that a template did not replace; write the real value in its place'),
        ('<a href="undefined">', "url-placeholder", "undefined", '"undefined": this stands for a value that is missing; write the address, or leave it out'),
        ('<a href="https://undefined/1">', "url-placeholder", "https://undefined/1", '"https://undefined/1": "undefined" is what a program writes for a value that is missing, and there is no such host; write the real host'),
        ('<a href="https://https://example.com/1">', "bad-url", "https://https://example.com/1", '"https://https://example.com/1": the scheme is there twice; write https://example.com/1'),
        ('<a href="https:/example.com/1">', "bad-url", "https:/example.com/1", '"https:/example.com/1": "https:/" is misspelt; write https://example.com/1'),
        ('<a href="[x](https://example.com/1)">', "url-not-alone", "[x](https://example.com/1)", '"[x](https://example.com/1)": Markdown is not read here; write only https://example.com/1'),
        ('<a href="https://example.com/a b">', "html-bad-link", "https://example.com/a b", "a space is not allowed in the address of a"),
        ('<a href="https://exam\u200bple.com/">', "url-invisible-character", "https://exam\u200bple.com/", "the invisible character U+200B (zero width space) is in the address; remove it"),
    ],
)  # fmt: skip
def test_address_is_told_with_its_cause(tag: str, rule: str, part: str, says: str) -> None:
    text = f"<p>{tag}the ferry{'' if 'img' in tag else '</a>'}</p>"
    (fault,) = check_html(text)
    assert (fault.rule, fault.severity, fault.says) == (rule, "warning", says)
    assert text[fault.index : fault.index + fault.length] == part


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/Ferry_(boat)",
        "https://t.example.com/https://cdn.example.com/1",
        "https://example.com/undefined/1",
        "https://example.com/1?a=1&amp;b=2",
        "http://localhost:3000/",
        "mailto:mira@example.com",
        "tel:+4940123",
        "https://example.com/a”b",
    ],
)
def test_near_miss_is_silent(address: str) -> None:
    assert check_html(f'<p><a href="{address}">the ferry</a></p>') == ()


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ('<script src="//example.com/player.js"></script>', ["html-script"]),
        ('<iframe src="/player"></iframe>', ["html-unsafe-tag"]),
        ('<iframe src="javascript:alert(1)"></iframe>', ["html-unsafe-tag", "html-script"]),
        ('<img src="/player.jpg">', ["html-relative-link"]),
    ],
)
def test_a_tag_that_apps_remove_is_told_once(text: str, rules: list[str]) -> None:
    assert [fault.rule for fault in check_html(text)] == rules


def test_a_tag_inside_a_quotation_is_told_as_that() -> None:
    (fault,) = check_html('<a href="<a href="https://example.com/1">the ferry</a>')
    assert (fault.rule, fault.index) == ("html-truncated", 8)
    assert fault.says == "a tag is inside the quotation after href=; expected its value alone"


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("</br>", "</br> is no tag; browsers read it as <br>: write <br>"),
        ("</div>", "</div> closes a tag that is not open; leave it out"),
    ],
)
def test_a_closing_tag_that_makes_a_line_break_keeps_it(tag: str, says: str) -> None:
    assert [fault.says for fault in check_html(f"the ferry{tag}leaves")] == [says]

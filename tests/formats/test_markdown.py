"""The report in Markdown: sums, table, entries; nothing of a feed becomes markup; it fits."""

from collections import Counter

import pytest
from format_readers import read_markdown, render
from hostile_texts import HOSTILE_TEXTS, LONE_SURROGATES
from written import written

from feedtool.findings.report import Finding, Report, hide_below
from feedtool.formats.markdown_text import link, prose
from feedtool.formats.writing import Style

DATE = Finding("bad-date", "error", "pubDate is late", "a.xml", 4, 3, element="pubDate", fix="Use <pubDate>.", spec="https://example.com/spec")  # fmt: skip
URL = Finding("bad-url", "warning", "link is empty", "a.xml", 9, 1)
NOTE = Finding("title-numbered", "info", "title has a number", "a.xml", 9, 1)


def test_document_as_a_whole() -> None:
    report = hide_below(Report("a.xml", [DATE, URL, DATE, NOTE], items=2), "warning")
    missing = Finding("unreadable", "error", "No such file", "b.xml")
    reports = [report, Report("b.xml", [missing], unreadable=True), Report("c.xml", items=1)]
    assert written("markdown", *reports) == (
        "## feedtool: 3 inputs: 1 with errors, 1 clean, 1 unreadable\n\n"
        "| Input | Items | Errors | Warnings | Infos |\n"
        "|---|---:|---:|---:|---:|\n"
        "| `a.xml` | 2 | 2 | 1 | 1 |\n"
        "| `b.xml` | cannot be read | | | |\n"
        "| `c.xml` | 1 | 0 | 0 | 0 |\n"
        "\n### `a.xml`\n\n"
        "- **error** `a.xml:4:3`: `pubDate is late` (`bad-date`)\\\n"
        "  and 1 more of this kind: line 4\\\n"
        "  How to fix it: Use \\<pubDate\\>.\\\n"
        "  [Specification](<https://example.com/spec>)\n"
        "- **warning** `a.xml:9:1`: `link is empty` (`bad-url`)\n"
        "\nnot shown: 1 info (1 title-numbered); --severity info shows it\n"
        "\n### `b.xml`\n\n"
        "- **error** `b.xml`: `No such file` (`unreadable`)\n"
    )


def test_quiet_leaves_out_the_sums_and_statistics_count_the_rules() -> None:
    report = Report("a.xml", [DATE, DATE, URL])
    text = written("markdown", report, style=Style(quiet=True, statistics=True))
    assert text.startswith("\n### `a.xml`\n")
    assert text.endswith(
        "\n| Rule | Severity | Findings |\n|---|---|---:|\n"
        "| `bad-date` | error | 2 |\n| `bad-url` | warning | 1 |\n"
    )


def test_input_without_a_finding_to_show_has_no_section() -> None:
    text = written("markdown", hide_below(Report("a.xml", [NOTE], items=2), "warning"))
    assert text.endswith("| `a.xml` | 2 | 0 | 0 | 1 |\n")


def test_findings_that_were_not_kept_are_mentioned() -> None:
    text = written("markdown", Report("a.xml", [DATE], dropped={"error": 3}))
    assert text.endswith("\nThere are more findings; raise --max-findings to see them.\n")


ELEMENTS = {"main", "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "p", "strong", "code", "br", "a"}  # fmt: skip


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, *LONE_SURROGATES], ids=ascii)
def test_nothing_of_a_feed_becomes_markup(text: str) -> None:
    finding = Finding("bad-date", "error", text, text, 1, 2, element=text, item=text, value=text, spec="https://example.com/spec")  # fmt: skip
    tree = render(written("markdown", Report(text, [finding]), Report(f"{text}b", items=77)))
    assert {str(one.tag) for one in tree.iter()} <= ELEMENTS
    assert [one.get("href") for one in tree.iter("a")] == ["https://example.com/spec"]
    # Mentions and emoji are made of what is no code.
    words = "".join(tree.xpath("//text()[not(ancestor::code)]"))
    assert not {*"@#`<|$\\~"} & {*words}
    assert len([*tree.iter("li")]) == 1
    assert [len(row) for row in tree.iter("tr")] == [5, 5, 5]


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=ascii)
def test_our_words_become_no_markup_either(text: str) -> None:
    finding = Finding("bad-date", "error", "late", "a.xml", 1, 2, fix=text)
    tree = render(written("markdown", Report("a.xml", [finding])))
    assert {str(one.tag) for one in tree.iter()} - {"a"} <= ELEMENTS


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://example.com/a#b", "https://example.com/a#b"),
        ("https://example.com/> <b>\n", "https://example.com/%3E%20%3Cb%3E%0A"),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_links(address: str, href: str | None) -> None:
    found = render(f"x {link('Specification', address)}").find(".//a")
    assert (None if found is None else found.get("href")) == href


def test_prose_is_escaped_once() -> None:
    assert prose("a*b\\c") == "a\\*b\\\\c"


@pytest.mark.parametrize("message", ["pubDate is late", "``` <b> " * 100], ids=["short", "hostile"])
def test_a_cut_report_is_whole_and_says_what_is_cut(message: str) -> None:
    findings = [Finding("bad-date", "error", message, "a.xml", line, 3, element=f"e{line}") for line in range(1, 12_001)]  # fmt: skip
    more = [Report(f"{number}.xml", [URL]) for number in range(9000)]
    text = written("markdown", Report("a.xml", findings), *more)
    assert len(text.encode()) < 1_048_576
    shown = Counter(severity for _, severity, _, _ in read_markdown(text))
    tree = render(text)
    assert {str(one.tag) for one in tree.iter()} <= ELEMENTS
    said = [one.text_content() for one in tree.iter("p")]
    left = [
        f"{number} {name}s"
        for name, all_of_them in (("error", 12_000), ("warning", 9000))
        if (number := all_of_them - shown[name])
    ]
    assert said[-1] == f"Too many to be listed here: {', '.join(left)}."
    rows = len([*tree.iter("tr")]) - 1
    assert f"Inputs that this table leaves out: {9001 - rows}." in said

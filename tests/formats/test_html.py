"""The report as a web page: its bytes, its structure, and that no text of a feed becomes markup."""

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from itertools import pairwise

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import written

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Excerpt, Finding, Origin, Report, hide_below
from feedtool.vocabulary.rules import load_rules


def finding(line: int | None = 41, rule: str = "bad-duration", says: str = 'itunes:duration is "12 min"', **more: object) -> Finding:  # fmt: skip
    return make_finding(rule, says, "tides.xml", line, line and 18, **more)


TIDES = Report("tides.xml", [finding(), finding(50), finding(7, "empty-value", severity="warning")], ("apple", "rss"), items=2, excerpts={("tides.xml", 41, 18): Excerpt("<itunes:duration>12 min</itunes:duration>", 17)})  # fmt: skip
CLEAN = Report("harbour.xml", items=1)
UNREADABLE = Report("nowhere.xml", [Finding("unreadable", "error", "No such file or directory", "nowhere.xml")], unreadable=True)  # fmt: skip


def page_of(*reports: Report) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(written("html", *reports))


def has(name: str) -> str:
    """Return the XPath of elements with a class."""
    return f"*[contains(concat(' ', @class, ' '), ' {name} ')]"


def texts(page: lxml.html.HtmlElement, query: str) -> list[str]:
    """Return the texts of the elements below a path; a word with a dot is a class."""
    path = "//".join(has(part[1:]) if part[0] == "." else part for part in query.split())
    return [" ".join(one.text_content().split()) for one in page.xpath(f".//{path}")]


@pytest.mark.parametrize(
    ("reports", "title"),
    [
        ([], "0 inputs: "),
        ([TIDES], "2 errors, 1 warning in tides.xml"),
        ([CLEAN], "No errors, no warnings in harbour.xml"),
        ([Report("a.xml", [finding(severity="info")])], "No errors, no warnings in a.xml"),
        ([Report("a.xml", dropped={"error": 1200})], "1,200 errors, no warnings in a.xml"),
        ([UNREADABLE], "nowhere.xml cannot be read"),
        (
            [Report("feedtool.toml", [finding()], is_configuration=True), TIDES],
            "1 input: 1 with errors",
        ),
        ([Report("feedtool.toml", [finding()], is_configuration=True)], "0 inputs: "),
        ([TIDES, CLEAN, UNREADABLE], "3 inputs: 1 with errors, 1 clean, 1 unreadable"),
    ],
)
def test_title_and_heading_say_the_result(reports: list[Report], title: str) -> None:
    page = page_of(*reports)
    assert page.findtext("head/title") == f"{title} – feedtool"
    assert texts(page, "h1") == [title.strip()]


def test_summary_counts_feeds_and_findings() -> None:
    page = page_of(TIDES, CLEAN, UNREADABLE)
    assert texts(page, ".tiles div") == ["feeds3", "errors3", "warning1", "infos0", "unreadable1"]
    assert texts(page, "table")[0] == (
        "FeedErrorsWarningsInfos tides.xml210 harbour.xml000 nowhere.xml cannot be read100"
    )
    assert texts(page, "table")[1] == (
        "RuleSeverityFindings bad-durationerror2 empty-valuewarning1 unreadableerror1"
    )


def test_summary_says_what_remains_of_a_baseline() -> None:
    assert texts(page_of(Report("a.xml", known=2, fixed=1)), "section .note") == [
        "2 known findings remain, 1 of the baseline is fixed; --update-baseline removes it"
    ]


def test_findings_are_grouped_by_cause_and_the_most_serious_come_first() -> None:
    groups = page_of(TIDES).xpath("//*[@id='feed-1']/details")
    assert [(one.get("class"), one.get("data-rule"), one.get("data-count"), one.get("open")) for one in groups] == [
        ("group error", "bad-duration", "2", None),
        ("group warning", "empty-value", "1", None),
    ]  # fmt: skip
    assert texts(groups[0], "summary") == ['error The duration cannot be read 2 findings itunes:duration is "12 min"']  # fmt: skip


def test_finding_has_its_place_item_path_and_source_line() -> None:
    one = finding(item="The night ferry", path="/rss/channel/item[2]/itunes:duration", end_line=41, end_column=24, recovered=True, origin=Origin("episodes/002.md", 7, 1))  # fmt: skip
    page = page_of(Report("tides.xml", [one], excerpts=TIDES.excerpts))
    assert texts(page, ".finding") == [
        "line 41, column 18 The night ferry /rss/channel/item[2]/itunes:duration"
        " made from episodes/002.md, line 7 found after a fault in the XML"
        "<itunes:duration>12 min</itunes:duration>"
    ]
    assert texts(page, ".finding mark") == ["12 min"]


@pytest.mark.parametrize(
    ("one", "place"),
    [
        (finding(None), ""),
        (Finding("unknown-key", "error", "…", "show.yaml", 3), "show.yaml line 3"),
        (Finding("unknown-key", "error", "…", "show.yaml"), "show.yaml"),
    ],
)
def test_place_has_what_is_known(one: Finding, place: str) -> None:
    assert texts(page_of(Report("tides.xml", [one])), ".place") == [place]


def test_message_stands_with_a_finding_only_where_it_differs() -> None:
    found = [finding(1), finding(2), finding(3, says='itunes:duration is "one hour"')]
    page = page_of(Report("tides.xml", found))
    assert texts(page, "summary .message") == ['itunes:duration is "12 min"']
    assert texts(page, ".finding .message") == ['itunes:duration is "one hour"']


@pytest.mark.parametrize(
    ("fixable", "words"),
    [
        ("safe", "Write seconds. feedtool fix does it."),
        ("unsafe", "Write seconds. feedtool fix --unsafe does it; check the result."),
        ("no", "Write seconds."),
    ],
)
def test_group_says_how_to_fix_it(fixable: str, words: str) -> None:
    one = Finding("bad-duration", "error", "…", "tides.xml", 1, 1, fix="Write seconds.", fixable=fixable, profiles=("apple", "rss"), spec="https://example.com/spec")  # fmt: skip
    assert texts(page_of(Report("tides.xml", [one])), ".inside dl div") == [
        f"How to fix it{words}",
        "Rulebad-duration",
        "Required byapple, rss",
        "Specificationhttps://example.com/spec",
    ]


def test_each_rule_is_explained_once() -> None:
    page = page_of(TIDES, TIDES, Report("a.xml", [finding(rule="unknown-key")]))
    explained = page.find_class("rule")
    assert [one.get("id") for one in explained] == ["rule-bad-duration", "rule-empty-value", "rule-unknown-key"]  # fmt: skip
    record = load_rules()["bad-duration"]
    for part in (record.title, record.why, record.fix, record.spec, record.good):
        assert part in explained[0].text_content()
    assert {one.get("href") for one in page.xpath(f"//{has('explanation')}//a")} == {f"#{one.get('id')}" for one in explained}  # fmt: skip


def test_every_rule_can_be_explained() -> None:
    page = page_of(Report("a.xml", [finding(rule=rule) for rule in load_rules()]))
    for rule, record in load_rules().items():
        shown = "".join(page.get_element_by_id(f"rule-{rule}").text_content().split())
        examples = [record.good] if isinstance(record.good, str) else record.good.values()
        for part in (record.title, record.why, record.fix, *examples):
            assert "".join(part.split()) in shown


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (CLEAN, "no findings 1 item"),
        (Report("a.xml", suppressed=1), "1 ignored"),
        (Report("a.xml", known=1200), "no new findings 0 items 1,200 known"),
        (Report("feedtool.toml", [finding()], is_configuration=True), "feedtool.toml 1 error error The duration"),
        (Report("a.xml", profiles=("apple", "rss")), "checked for apple, rss"),
        (Report("a.xml", dropped={"error": 1}), "raise --max-findings to see them"),
        (Report("show", [finding()], unbuilt=True), "1 error not built, so there is no feed to check"),
        (hide_below(Report("a.xml", [finding(severity="info")]), "error"), "not shown: 1 info (1 bad-duration)"),
        (UNREADABLE, "cannot be read"),
    ],
)  # fmt: skip
def test_feed_says_what_is_known_of_it(report: Report, words: str) -> None:
    assert words in texts(page_of(report), ".feed")[0]


@pytest.mark.parametrize("reports", [[], [CLEAN], [TIDES], [TIDES, CLEAN, UNREADABLE]])
def test_structure_serves_readers_of_the_screen(reports: list[Report]) -> None:
    page = page_of(*reports)
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = Counter(page.xpath("//@id"))
    assert max(ids.values()) == 1
    assert page.get("lang") == "en"
    assert [len(page.xpath(f"//{name}")) for name in ("main", "header", "footer")] == [1, 1, 1]
    assert page.find_class("skip")[0].get("href") == "#findings"
    for link in page.xpath("//a[starts-with(@href, '#')]/@href | //*[name()='use']/@href"):
        assert link[1:] in ids
    for labelled in page.xpath("//@aria-labelledby"):
        assert labelled in ids
    assert all(one.get("scope") for one in page.iter("th"))


def test_page_asks_for_nothing_from_elsewhere() -> None:
    text = written("html", TIDES, CLEAN, UNREADABLE)
    page = lxml.html.document_fromstring(text)
    assert {one.get("rel") for one in page.xpath("//a[starts-with(@href, 'http')]")} == {
        "noopener noreferrer"
    }
    assert page.xpath("//@src | //@style | //@srcset | //link/@href") == ["data:,"]
    assert "@import" not in text
    assert "url(" not in text
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    for name in ("script", "style"):
        (inline,) = page.iter(name)
        digest = b64encode(sha256(inline.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}",
    "<!-- -->",
    "]]>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&amp;",
    "javascript:alert(1)",
    "::error::no",
    "##[error]no",
    "##teamcity[buildStop]",
    "line\nbreak\r\u2028",
    "\x00\x07\x1b[2J\x9b",
    "\u202eevil\u2066",
    "\ud800",
    "\ufffe\U000e0001",
    "long " + "x" * 100_000,
]


def everywhere(text: str) -> Report:
    """A report with a text wherever a text can be."""
    one = Finding(text, "error", text, text, 3, 9, path=text, element=text, item=text, value=text, profiles=(text,), fix=text, spec=text, origin=Origin(text, 1, 1), fingerprint=text)  # fmt: skip
    other = Finding("bad-duration", "error", text, "b.xml", 4, 9, spec=text)
    return Report(text, [one, other], (text,), hidden=[one], excerpts={(text, 3, 9): Excerpt(text, 2), ("b.xml", 4, 9): Excerpt(text, 500)})  # fmt: skip


def skeleton(page: lxml.html.HtmlElement) -> list[tuple[str, list[str]]]:
    """Return all elements with the names of their attributes; the order of rules is that of names."""
    return sorted((one.tag, sorted(one.keys())) for one in page.iter() if isinstance(one.tag, str))


RULES = load_rules()
PLAIN = skeleton(page_of(everywhere("plain")))


def check_inert(text: str) -> None:
    written_page = written("html", everywhere(text))
    page = lxml.html.document_fromstring(written_page.encode())
    assert skeleton(page) == PLAIN
    assert all(char.isprintable() or char == "\n" for char in written_page)
    assert not page.xpath("//a/@href[not(starts-with(., '#') or starts-with(., 'https://'))]")
    assert "##" not in written_page
    assert not [line for line in written_page.splitlines() if line.lstrip().startswith("::err")]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_hostile_text_is_text(text: str) -> None:
    check_inert(text)


@given(
    st.text(st.characters(exclude_categories=()), min_size=1, max_size=40).filter(
        lambda text: text not in RULES  # the page says more of a rule that it knows
    )
)
def test_any_text_is_text(text: str) -> None:
    check_inert(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1bb", r"a\x1bb"),
        ("\u202eevil", r"\u202eevil"),
        ("\ud800", r"\ud800"),
        ("##[x]", "##[x]"),
        ("<b>", "<b>"),
        ("الميناء", "الميناء"),
    ],
)
def test_what_nobody_could_see_is_visible(text: str, shown: str) -> None:
    page = page_of(everywhere(text))
    assert texts(page, ".feed h3") == [shown]
    assert texts(page, "summary .message")[0] == shown
    assert page.xpath(f"name(//{has('feed')}/h3/*)") == "bdi"


@pytest.mark.parametrize("spec", ["https://example.com/", "http://example.com/"])
def test_web_addresses_are_links(spec: str) -> None:
    page = page_of(Report("a.xml", [Finding("x", "error", "…", spec=spec)]))
    assert page.xpath(f"//a[@href='{spec}']/@rel") == ["noopener noreferrer"]


@pytest.mark.parametrize("spec", ["javascript:alert(1)", "data:text/html,x", "//example.com", "", " https://example.com", "https:x"])  # fmt: skip
def test_nothing_else_is_a_link(spec: str) -> None:
    page = page_of(Report("a.xml", [Finding("x", "error", "…", spec=spec)]))
    assert page.xpath("//a[not(starts-with(@href, '#'))]") == []


def test_same_reports_are_the_same_bytes() -> None:
    assert written("html", TIDES, CLEAN, UNREADABLE) == written("html", TIDES, CLEAN, UNREADABLE)


def test_sections_of_many_feeds_do_not_wait_in_memory() -> None:
    many = Report("tides.xml", [finding(line) for line in range(1, 8000)], excerpts=TIDES.excerpts)
    page = page_of(many, *([CLEAN] * 20))
    assert len(page.find_class("finding")) == 7999
    assert len(page.find_class("feed")) == 21
    assert page.xpath("//section/details/@open") == []

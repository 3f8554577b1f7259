"""The report as a web page in a real browser: filters, keyboard, print, and nothing that runs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from written import written

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import Excerpt, Report

pytest.importorskip("playwright", reason="playwright is not installed")
from in_chromium import load_axe, open_browser
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
browser = pytest.fixture(scope="module")(open_browser)
axe = pytest.fixture(scope="module")(load_axe)


def report(file: str, *rules: str, copies: int = 1) -> Report:
    """A report with findings of these rules, each at several lines."""
    found = [
        make_finding(rule, f'{rule} is "{file} {number}"', file, 10 * at + number, 5, end_line=10 * at + number, end_column=9, item=f"Episode {number}", path=f"/rss/channel/item[{number}]", profiles=("apple",))
        for at, rule in enumerate(rules, start=1)
        for number in range(1, copies + 1)
    ]  # fmt: skip
    source = {
        (file, one.line or 0, 5): Excerpt("    <guid>harbour-0001</guid> ", 4) for one in found
    }
    return Report(file, found, ("apple",), items=copies, excerpts=source)


HARBOUR = report("harbour.xml", "bad-duration", "empty-value", "title-numbered", copies=9)
TIDES = report("tides.xml", "bad-duration")
CLEAN = Report("clean.xml", items=1)


Open = Callable[..., Page]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page of reports; at the end, it has asked for nothing and complained of nothing."""
    file = tmp_path / "report.html"
    told: list[str] = []
    asked: set[str] = set()
    contexts = []

    def open_page(*reports: Report, hash: str = "", **options: Any) -> Page:
        file.write_text(written("html", *reports), "utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda why: told.append(str(why)))
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.add(request.url.partition("#")[0]))
        page.goto(f"{file.as_uri()}{hash}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert (told, asked) == ([], {file.as_uri()})


def shown(page: Page) -> str:
    return page.locator("#shown").inner_text()


def groups(page: Page) -> list[str]:
    """Return the rules of the groups that are to be seen, with their feeds."""
    return page.evaluate("""() => [...document.querySelectorAll(".group")]
        .filter((one) => one.checkVisibility())
        .map((one) => `${one.closest(".feed").dataset.file} ${one.dataset.rule}`)""")


ALL = "Showing 28 of 28 findings in 2 feeds"
H_DURATION, H_EMPTY, H_NUMBERED = ("harbour.xml bad-duration", "harbour.xml empty-value", "harbour.xml title-numbered")  # fmt: skip


def by_severity(page: Page) -> None:
    page.get_by_label("errors").uncheck()


def by_rule(page: Page) -> None:
    page.get_by_label("Rule").select_option("bad-duration")


def by_feed(page: Page) -> None:
    page.locator("select[name=feed]").select_option("tides.xml")


def by_words(page: Page) -> None:
    page.get_by_label("Search").fill("EPISODE harbour.xml 7")
    page.wait_for_url("**#q=*")


def by_button(page: Page) -> None:
    page.get_by_role("button", name="Hide infos").click()


def by_all(page: Page) -> None:
    by_rule(page)
    by_button(page)
    by_words_of_nothing(page)


def by_words_of_nothing(page: Page) -> None:
    page.get_by_label("Search").fill("<img src=x onerror=alert(1)>")
    page.wait_for_url("**q=*")


FILTERS = [
    (by_severity, "severity=warning%2Cinfo", "Showing 18 of 28 findings in 1 feed", [H_EMPTY, H_NUMBERED]),
    (by_rule, "rule=bad-duration", "Showing 10 of 28 findings in 2 feeds", [H_DURATION, "tides.xml bad-duration"]),
    (by_feed, "feed=tides.xml", "Showing 1 of 28 findings in 1 feed", ["tides.xml bad-duration"]),
    (by_words, "q=EPISODE+harbour.xml+7", "Showing 3 of 28 findings in 1 feed", [H_DURATION, H_EMPTY, H_NUMBERED]),
    (by_button, "severity=error%2Cwarning", "Showing 19 of 28 findings in 2 feeds", [H_DURATION, H_EMPTY, "tides.xml bad-duration"]),
    (by_all, "severity=error%2Cwarning&rule=bad-duration&q=%3Cimg+src%3Dx+onerror%3Dalert%281%29%3E", "No finding matches; there are 28", []),
]  # fmt: skip


def until(page: Page, condition: str) -> None:
    """Wait for something in the page. Playwright's own waiting is `eval`, which the page forbids."""
    for _ in range(600):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"the page never came to: {condition}")


@pytest.mark.parametrize(("choose", "state", "status", "left"), FILTERS)
def test_filter_shows_what_matches_and_stands_in_the_address(show: Open, choose: Callable[[Page], None], state: str, status: str, left: list[str]) -> None:  # fmt: skip
    page = show(HARBOUR, TIDES, CLEAN)
    assert shown(page) == ALL
    everything = groups(page)
    choose(page)
    assert (shown(page), groups(page), page.evaluate("location.hash")) == (status, left, f"#{state}")  # fmt: skip

    linked = show(HARBOUR, TIDES, CLEAN, hash=f"#{state}")
    assert (shown(linked), groups(linked)) == (status, left)
    linked.get_by_role("button", name="Clear filters").click()
    until(linked, "location.hash === ''")
    assert (shown(linked), groups(linked)) == (ALL, everything)


def test_feeds_without_findings_are_shown_until_something_is_filtered(show: Open) -> None:
    page = show(HARBOUR, CLEAN)
    clean = page.locator("#feed-2")
    assert clean.is_visible()
    by_rule(page)
    assert not clean.is_visible()
    page.evaluate("location.hash = 'feed=clean.xml'")
    until(page, "document.getElementById('feed-1').hidden")
    assert (clean.is_visible(), shown(page)) == (True, "No finding matches; there are 27")


def test_search_hides_findings_in_a_group_and_counts_the_others(show: Open) -> None:
    page = show(HARBOUR)
    group = page.locator(".group").first
    page.get_by_label("Search").fill("episode 3")
    page.wait_for_url("**#q=*")
    assert group.locator(".count").inner_text() == "1 of 9 findings"
    group.locator("summary").click()
    assert group.locator(".finding:visible .item").all_inner_texts() == ["Episode 3"]


def test_link_to_a_rule_that_is_fixed_shows_nothing(show: Open) -> None:
    page = show(HARBOUR, hash="#rule=title-missing")
    assert shown(page) == "No finding matches; there are 27"
    assert page.get_by_label("Rule").input_value() == "title-missing"


def test_link_to_a_feed_shows_it_although_it_was_filtered_out(show: Open) -> None:
    page = show(HARBOUR, TIDES, hash="#feed=harbour.xml")
    page.get_by_role("link", name="tides.xml").click()
    page.wait_for_url("**#feed-2")
    assert page.locator("#feed-2").is_visible()


def test_all_is_expanded_and_collapsed_but_what_is_hidden(show: Open) -> None:
    page = show(HARBOUR)
    opened = "[...document.querySelectorAll('.group')].map((one) => one.open)"
    assert page.evaluate(opened) == [False] * 3
    by_button(page)
    page.get_by_role("button", name="Expand all").click()
    assert page.evaluate(opened) == [True, True, False]
    page.get_by_role("button", name="Collapse all").click()
    assert page.evaluate(opened) == [False] * 3


def test_open_group_has_the_explanation_of_its_rule_once(show: Open) -> None:
    page = show(HARBOUR)
    group = page.locator(".group").first
    for _ in range(3):
        group.locator("summary").first.press("Enter")
    until(page, "document.querySelector('.group .more')")
    assert group.locator("dt").all_inner_texts() == ["How to fix it", "Why it matters", "Right", "Rule", "Required by", "Specification"]  # fmt: skip


def test_button_says_whether_infos_are_hidden(show: Open) -> None:
    page = show(HARBOUR)
    button = page.get_by_role("button", name="Hide infos")
    for pressed in ("false", "true", "false"):
        assert button.get_attribute("aria-pressed") == pressed
        button.click()


def test_small_report_is_open_from_the_start(show: Open) -> None:
    assert show(TIDES).locator(".finding").is_visible()


def test_keyboard_reaches_everything_and_shows_where_it_is(show: Open) -> None:
    page = show(HARBOUR, TIDES)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the findings"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "findings"
    reached = []
    for _ in range(11):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("""() => {
            const one = document.activeElement;
            const style = getComputedStyle(one);
            const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            return `${one.name || one.innerText.split("\\n")[0]}${seen ? "" : " unseen"}`;
        }""")
        )
    assert reached == ["q", "rule", "feed", "severity", "severity", "severity", "Hide infos", "Expand all", "Collapse all", "Clear filters", "error"]  # fmt: skip
    page.keyboard.press("Enter")
    assert page.locator(".finding").first.is_visible()


def test_number_shown_is_announced(show: Open) -> None:
    status = show(HARBOUR).get_by_role("status")
    assert status.inner_text() == "Showing 27 of 27 findings"


def test_without_javascript_all_is_readable_and_no_control_is_shown(show: Open) -> None:
    page = show(HARBOUR, TIDES, java_script_enabled=False)
    assert not page.locator("#filters").is_visible()
    assert page.locator(".group").count() == 4
    page.locator(".group > summary").first.click()
    assert page.locator(".finding").first.is_visible()
    assert page.locator(".rule dt").first.text_content() == "Why it matters"


def test_print_shows_all_findings_and_no_controls(show: Open) -> None:
    page = show(HARBOUR, TIDES, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator(".finding").evaluate_all("(all) => all.every((one) => one.checkVisibility({contentVisibilityAuto: true}) && one.getBoundingClientRect().height > 0)")  # fmt: skip
    assert not page.get_by_role("button", name="Expand all").is_visible()
    assert not page.get_by_label("Search").is_visible()
    assert page.locator("#shown").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
def test_colours_follow_the_system(show: Open, scheme: str, is_dark: bool) -> None:
    page = show(HARBOUR, color_scheme=scheme)
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")  # fmt: skip
    assert (sum(colour) < 200) == is_dark


@pytest.mark.parametrize("width", [320, 390, 768, 1600])
def test_nothing_is_wider_than_the_window(show: Open, width: int) -> None:
    long = report("f" * 300 + ".xml", "bad-duration")
    page = show(long, TIDES, viewport={"width": width, "height": 700})
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)></title></style>' onclick='alert(1) \u202e\ud800\x00 javascript:alert(1) http://example.com/"  # fmt: skip


def test_hostile_text_runs_nothing(show: Open) -> None:
    page = show(report(HOSTILE, "bad-duration"), TIDES, hash="#q=%3Cscript%3Ealert(1)&rule=%3Cimg%20src=x%20onerror=alert(1)%3E")  # fmt: skip
    page.get_by_role("button", name="Clear filters").click()
    page.locator("select[name=feed]").select_option(index=1)
    page.wait_for_url("**#feed=*")
    page.reload()
    assert shown(page) == "Showing 1 of 2 findings in 1 feed"
    assert page.locator("script").count() == 1


def test_policy_stops_what_is_not_ours(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    foreign = "<script>document.title = 'ran'</script><style>h1 { display: none }</style><img src='https://example.com/x.png'>"  # fmt: skip
    file.write_text(written("html", TIDES).replace("</main>", f"{foreign}</main>"), "utf-8")
    with browser.new_page() as page:
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.goto(file.as_uri())
        assert (page.title(), page.locator("h1").is_visible()) == ("1 error, no warnings in tides.xml – feedtool", True)  # fmt: skip
        assert sum("Content Security Policy" in one for one in told) == 3


def test_ten_thousand_findings_are_filtered(show: Open) -> None:
    page = show(report("tides.xml", "bad-duration", "empty-value", copies=5000))
    assert page.evaluate("document.querySelectorAll('*').length") < 90_000
    page.get_by_role("button", name="Expand all").click()
    page.get_by_label("Search").fill("item[777]")
    until(page, "document.getElementById('shown').textContent.startsWith('Showing 2 of')")
    page.get_by_role("button", name="Clear filters").click()
    until(page, "document.getElementById('shown').textContent === 'Showing 10,000 of 10,000 findings'")  # fmt: skip


def as_it_opens(page: Page) -> None:
    assert shown(page) == ALL


def expanded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    until(page, "document.querySelector('.group .more')")


def printed(page: Page) -> None:
    page.emulate_media(media="print")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("state", [as_it_opens, expanded, by_rule, by_all, printed])
def test_accessibility_has_no_violations(show: Open, axe: str, scheme: str, width: int, state: Callable[[Page], None]) -> None:  # fmt: skip
    page = show(HARBOUR, TIDES, CLEAN, color_scheme=scheme, viewport={"width": width, "height": 900})  # fmt: skip
    state(page)
    page.evaluate(axe)
    result = page.evaluate("axe.run()")
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in result["violations"]] == []  # fmt: skip
    assert len(result["passes"]) > 15

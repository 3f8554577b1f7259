"""Values that are empty: as serious as missing ones where one is required, else warnings."""

import pytest
from sample import sample_feed, wrap

from feedtool.findings.report import Finding
from feedtool.validator.validate import validate
from feedtool.vocabulary import Attribute, Element, load_vocabulary

VOCABULARY = load_vocabulary()
# RSS cloud over HTTP needs no procedure, and says so with an empty attribute.
MAY_BE_EMPTY = {("cloud", "registerProcedure")}
CASES = [
    (element, attribute)
    for element in VOCABULARY.elements.values()
    for attribute in element.attributes.values()
    if element.at_most == "error" and element.parents and attribute.name != "*" and element.id != "rss"
]  # fmt: skip


def empties(feed: bytes, about: str, *profiles: str) -> list[Finding]:
    findings = validate(feed, profiles=profiles).findings
    return [one for one in findings if f"{about} is " in one.message]


@pytest.mark.parametrize("blank", ["", " \n"], ids=["empty", "blank"])
@pytest.mark.parametrize(
    ("element", "attribute"), CASES, ids=[f"{e.id}@{a.name}" for e, a in CASES]
)
def test_empty_attribute_is_as_serious_as_a_missing_one(
    element: Element, attribute: Attribute, blank: str
) -> None:
    xml = f'<{element.name} {attribute.name}="{blank}"/>'
    about = f"{attribute.name} of {element.name}"
    found = empties(wrap(next(iter(element.parents)), xml), about, "rss", "apple", "podcast20")
    if attribute.use == "required" and (element.id, attribute.name) not in MAY_BE_EMPTY:
        assert [(one.rule, one.severity) for one in found] == [("empty-value", "error")]
    else:
        assert all(one.severity != "error" for one in found)


@pytest.mark.parametrize(
    ("xml", "parent", "finding"),
    [
        ('<itunes:category text=""/>', "channel",
         "error text of itunes:category is empty; expected some text"),
        ('<podcast:liveItem status="" start=" "/>', "channel",
         "error status of podcast:liveItem is empty; expected pending or live or ended"),
        ('<podcast:value type="" method="x"/>', "item",
         "error type of podcast:value is empty; expected some text"),
        ('<podcast:person href="">Mira Holt</podcast:person>', "item",
         "warning href of podcast:person is empty; expected an absolute URL"),
        ("<podcast:person/>", "item", "error podcast:person is empty; expected some text"),
        ("<podcast:guid/>", "channel",
         "error podcast:guid is empty; expected a UUID"),
        ("<link></link>", "channel",
         "error link is empty; expected an absolute URL"),
        ("<guid> </guid>", "item", 'error guid is " "; expected some text'),
        ("<lastBuildDate/>", "channel",
         "warning lastBuildDate is empty; expected a date such as "
         "Tue, 03 Nov 2020 10:00:00 +0000"),
        ('<podcast:funding url="https://example.com/give"/>', "channel",
         "warning podcast:funding is empty; expected some text"),
        ("<category/>", "item", "warning category is empty; expected some text"),
        ("<itunes:subtitle/>", "item", ""),
    ],
)  # fmt: skip
def test_message_says_what_is_expected(xml: str, parent: str, finding: str) -> None:
    found = validate(wrap(parent, xml), select=["empty-value"]).findings
    texts = [f"{one.severity} {one.message}" for one in found]
    assert [text[: len(finding)] for text in texts][:1] == [finding][: bool(finding)]


@pytest.mark.parametrize(
    ("profiles", "severity"), [(["rss"], "warning"), (["rss", "apple"], "error")]
)
def test_empty_element_is_as_serious_as_the_profiles_say(
    profiles: list[str], severity: str
) -> None:
    feed = sample_feed(channel="<description/>")
    (finding,) = validate(feed, profiles=profiles, select=["empty-value"]).findings
    assert (finding.severity, finding.message) == (
        severity, "description is empty; expected some text"
    )  # fmt: skip


def test_empty_version_is_an_error_at_its_value() -> None:
    feed = sample_feed().replace(b'version="2.0"', b'version=""')
    (finding,) = validate(feed, select=["empty-value"]).findings
    assert (finding.severity, finding.line, finding.column) == ("error", 1, 15)

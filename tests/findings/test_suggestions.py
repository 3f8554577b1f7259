import pytest
from sample import sample_feed

from feedtool.findings.suggestions import closest, few_suggestions, suggest
from feedtool.validator.validate import validate

KNOWN = ["artwork", "audio", "chapters"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("artwrok", 'did you mean "artwork"?'),
        (" AUDIO ", 'did you mean "audio"?'),
        ("chap", 'did you mean "chapters"?'),
        ("tide", "feedtool schema lists the keys"),
    ],
)
def test_the_name_that_was_probably_meant_is_asked_for(text: str, hint: str) -> None:
    assert suggest(text, KNOWN, "feedtool schema lists the keys") == hint


@pytest.mark.parametrize(
    ("text", "known", "name"),
    [
        ("tilte", ["type", "title"], "title"),
        ("lnik", ["link", "line"], "link"),
        ("lineup", ["link", "line"], None),
        ("line", ["link", "guid"], "link"),
        ("lion", ["link", "guid"], None),
        ("id", ["ttl", "i"], None),
        ("NEW_FEED-url", ["new-feed-url"], "new-feed-url"),
        ("newfeedurl", ["itunes:new-feed-url", "new-feed-url"], "new-feed-url"),
        ("discription", ["description"], "description"),
        ("lastBuiltDatum", ["lastBuildDate"], "lastBuildDate"),
        ("podcast:category", ["podcast:chat", "podcast:chapters"], None),
        ("podcast:chapter", ["podcast:chat", "podcast:chapters"], "podcast:chapters"),
        ("itunes:link", ["itunes:block", "itunes:image"], None),
        ("application/pdf", ["application/srt", "application/json"], None),
        ("aplication/jsno", ["application/srt", "application/json"], "application/json"),
        ("txt/vtt", ["text/html", "text/vtt"], "text/vtt"),
        ("aud", ["audio/mpeg"], None),
    ],
)
def test_only_a_name_with_few_slips_is_proposed(
    text: str, known: list[str], name: str | None
) -> None:
    assert closest(text, known) == name


def test_the_question_may_have_another_form() -> None:
    assert suggest("audoi", KNOWN, form="; is it {}?") == "; is it audio?"


def test_few_similar_names_are_looked_for_but_other_case_is_always_found() -> None:
    with few_suggestions():
        found = [suggest(f"artwork{number}", KNOWN) for number in range(60)]
        assert [bool(one) for one in found] == [True] * 50 + [False] * 10
        assert suggest("ARTWORK", KNOWN) == 'did you mean "artwork"?'
    assert suggest("artwork9", KNOWN) == 'did you mean "artwork"?'


def test_closest_takes_no_time_with_hostile_names() -> None:
    assert closest("x" * 1_000_000, ["title", "link"]) is None


def test_among_very_many_names_only_one_of_the_same_letters_is_found() -> None:
    names = [f"name-{index}" for index in range(2000)]
    assert closest("nmae-1999", names) == "name-1999"
    assert closest("nmae-1999", [*names, "other"]) is None
    assert closest("Name_1999", [*names, "other"]) == "name-1999"


def test_the_same_slip_is_explained_however_often_it_occurs() -> None:
    with few_suggestions(3):
        assert {closest("isPermalnk", ["isPermaLink"]) for _ in range(100)} == {"isPermaLink"}


def test_only_some_different_slips_are_explained() -> None:
    with few_suggestions(3):
        found = [closest(f"isPermaLin{index}", ["isPermaLink"]) for index in range(10)]
        assert found == ["isPermaLink"] * 3 + [None] * 7
        assert closest("isPermaLin0", ["isPermaLink"]) == "isPermaLink"
        assert closest("ispermalink", ["isPermaLink"]) == "isPermaLink"


def test_a_feed_with_many_wrong_values_does_not_spoil_the_next() -> None:
    roles = "".join(f'<podcast:person role="hots{n}">A</podcast:person>' for n in range(400))
    assert not advice_on(roles + '<podcast:person role="hots">A</podcast:person>')[-1]
    assert advice_on('<podcast:person role="hots">A</podcast:person>') == [True]


def advice_on(people: str) -> list[bool]:
    """Say of each person with an unlisted role whether the message proposes another."""
    findings = validate(sample_feed(channel=people), select=["value-unlisted"]).findings
    return ["did you mean" in one.message for one in findings]

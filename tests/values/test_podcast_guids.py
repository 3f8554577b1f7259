"""The UUID that a feed's first address gives the show."""

import uuid

import pytest

from feedtool.values.podcast_guids import podcast_guid_of, wrong_guids_of

PODCAST = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        ("https://example.com/feed.xml", "d84ced82-1926-54c0-88c2-bb01dd35d7e3"),
        ("https://example.com/podcast/", "3acd0884-0ef4-59c7-852a-389d9a323a54"),
        ("https://EXAMPLE.com/Feed.xml", "3a162971-7f31-5e76-94d9-99ac05b743c4"),
        ("https://example.com/feed.xml?id=1", "681c842f-c261-5c42-bf70-f88c610deb14"),
        (" HTTP://example.com/podcast// ", "3acd0884-0ef4-59c7-852a-389d9a323a54"),
    ],
)
def test_guid_of_the_address(url: str, guid: str) -> None:
    assert podcast_guid_of(url) == guid


@pytest.mark.parametrize(
    ("guid", "mistake"),
    [
        (uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/p/"), "the namespace of URLs"),
        (uuid.uuid5(uuid.NAMESPACE_URL, "example.com/p"), "the namespace of URLs"),
        (uuid.uuid5(uuid.NAMESPACE_DNS, "example.com/p"), "the namespace of host names"),
        (uuid.uuid5(PODCAST, "https://example.com/p/"), "the scheme left in"),
        (uuid.uuid5(PODCAST, "https://example.com/p"), "the scheme left in"),
        (uuid.uuid5(PODCAST, "example.com/p/"), "the slash left at the end"),
    ],
)
def test_wrong_computation_is_named(guid: uuid.UUID, mistake: str) -> None:
    assert wrong_guids_of("https://example.com/p/")[str(guid)] == mistake


def test_slash_that_was_added_is_named() -> None:
    wrong = wrong_guids_of("https://example.com/p")
    assert wrong[str(uuid.uuid5(PODCAST, "example.com/p/"))] == "a slash at the end"

"""Plans: addresses of namespaces with small mistakes, what profiles add."""

import pytest

from feedtool.validator.elements.plans import Plans, expand_profiles, load_plans
from feedtool.vocabulary import load_vocabulary

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


@pytest.mark.parametrize(
    ("uri", "prefix"),
    [
        (ITUNES, "itunes"),
        ("https://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
        ("http://itunes.com/dtds/podcast-1.0.dtd", "itunes"),
        ("HTTP://WWW.ITUNES.COM/DTDs/PODCAST-1.0.DTD", "itunes"),
        (f"{ITUNES}/", "itunes"),
        (f" {ITUNES} ", "itunes"),
        ("http://www.itunes.com/dtds/podcast-1.0.dtd#", "itunes"),
        ("https://podcastindex.org/namespace/1.0", "podcast"),
        ("http://www.w3.org/2005/Atom", "atom"),
        ("http://www.w3.org/2005/atom/", "atom"),
        ("http://www.itunes.com/dtds/podcast-2.0.dtd", None),
        ("https://example.com/x", None),
        ("https://example.com/" + "x" * 300, None),
    ],
)
def test_namespace_of_an_address(uri: str, prefix: str | None) -> None:
    plans = load_plans(("rss",))
    for _ in range(2):
        namespace = plans.find_namespace(uri)
        assert (namespace and namespace.prefix) == prefix


def test_addresses_are_not_remembered_without_end() -> None:
    plans = Plans(load_vocabulary(), ("rss",))
    for index in range(3000):
        assert plans.find_namespace(f"https://example.com/{index}") is None
    assert len(plans._namespaces) <= 1001
    late = plans.find_namespace("https://www.itunes.com/dtds/podcast-1.0.dtd")
    assert late is not None
    assert late.prefix == "itunes"


def test_plans_are_made_when_they_are_needed() -> None:
    plans = Plans(load_vocabulary(), ("rss",))
    assert list(plans) == [""]
    assert plans["channel"] is plans["channel"]
    with pytest.raises(KeyError):
        plans["chanel"]


def test_profiles_are_expanded_once_each() -> None:
    names = expand_profiles(["strict", "rss", "strict"])
    assert len(names) == len(set(names))
    assert {"rss", "apple", "podcast20", "psp1", "strict"} <= set(names)
    with pytest.raises(KeyError):
        expand_profiles(["stric"])


def test_profiles_add_to_what_an_element_needs() -> None:
    def needed(*profiles: str) -> dict[str, tuple[str, ...]]:
        return {need.element: need.profiles for need in load_plans(profiles)["channel"].needs}

    assert needed("rss").keys() == {"title", "link", "description"}
    apple = needed("rss", "apple")
    assert apple["itunes:image"] == ("apple",)
    assert apple["title"] == ("rss", "apple")

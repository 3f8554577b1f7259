"""Prefixes: what a tag means where it stands."""

import pytest

from feedtool.validator.elements.plan import FOREIGN
from feedtool.validator.elements.plans import load_plans
from feedtool.validator.elements.scopes import XML_URI, Scope

PLANS = load_plans(("rss", "apple", "podcast20"))
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
URIS = {"": "", "xml": XML_URI, "apple": ITUNES, "x": "https://example.com/x"}


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("title", "title"),
        ("apple:author", "itunes:author"),
        ("xml:base", "xml:base"),
        ("x:author", None),
    ],
)
def test_canonical_name(tag: str, name: str | None) -> None:
    assert Scope(PLANS, dict(URIS)).canonical(tag) == name


def test_undeclared_prefix_is_an_error() -> None:
    with pytest.raises(KeyError):
        Scope(PLANS, dict(URIS)).canonical("itunes:author")


def test_name_without_prefix_is_in_the_default_namespace() -> None:
    scope = Scope(PLANS, dict(URIS)).extend({"": ITUNES})
    assert scope.canonical("author") == "itunes:author"


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("href", "href"),
        ("apple:href", "itunes:href"),
        ("x:href", "x:href"),
        ("unknown:href", "unknown:href"),
    ],
)
def test_canonical_attribute(name: str, canonical: str) -> None:
    scope = Scope(PLANS, dict(URIS)).extend({"": ITUNES})
    assert scope.canonical_attribute(name) == canonical


def test_same_declarations_give_the_same_scope() -> None:
    scope = Scope(PLANS, dict(URIS))
    assert scope.extend({"apple": ITUNES}) is scope
    inner = scope.extend({"x": ITUNES})
    assert inner is not scope
    assert scope.extend({"x": ITUNES}) is inner
    assert scope.canonical("x:author") is None
    assert inner.canonical("x:author") == "itunes:author"


def test_kept_scopes_are_limited() -> None:
    scope = Scope(PLANS, dict(URIS))
    first = [scope.extend({"y": f"https://example.com/{index}"}) for index in range(60)]
    again = [scope.extend({"y": f"https://example.com/{index}"}) for index in range(60)]
    kept = [one is other for one, other in zip(first, again, strict=True)]
    assert kept == [True] * 50 + [False] * 10


def test_plan_of_a_child_depends_on_the_parent() -> None:
    scope = Scope(PLANS, dict(URIS))
    assert scope.child(PLANS["channel"], "title") is PLANS["title"]
    assert scope.child(PLANS["item"], "title") is PLANS["item/title"]
    assert scope.child(PLANS["item"], "itunes:owner") is None
    assert scope.child(FOREIGN, "title") is FOREIGN

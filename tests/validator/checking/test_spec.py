"""`spec` of a finding leads to the document that asks for what is missing or wrong."""

import pytest
from sample import sample_feed, wrap

from feedtool.validator.elements.needs import document_of
from feedtool.validator.validate import validate
from feedtool.vocabulary import load_vocabulary

PROFILES = load_vocabulary().profiles
APPLE = "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
CATEGORIES = "https://podcasters.apple.com/support/1691-apple-podcasts-categories"
PSP1 = PROFILES["psp1"].spec
TAGS = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/"
FULL = wrap("channel", '<podcast:liveItem status="ended" start="2020-11-04T18:00:00Z"/>').decode()
BARE = '<rss version="2.0"><channel><item/></channel></rss>'


def specs_of(feed: str, *profiles: str, rule: str = "missing-element") -> dict[str, str]:
    findings = validate(feed.encode(), profiles=profiles, select=[rule]).findings
    return {one.element: one.spec for one in findings}


@pytest.mark.parametrize("name", [name for name, one in PROFILES.items() if not one.includes])
def test_what_a_profile_requires_leads_to_its_own_document(name: str) -> None:
    profile = PROFILES[name]
    own = (profile.spec, *profile.documents, *(one.spec for one in profile.requires if one.spec))
    # RSS itself requires the others, and is asked first.
    specs = specs_of(FULL if name == "podcast20" else BARE, name)
    for wanted in profile.requires:
        if wanted.element in specs and wanted.element not in ("title", "link", "description"):
            assert specs[wanted.element].startswith(own), wanted.element
    assert specs


@pytest.mark.parametrize(
    ("profiles", "element", "spec"),
    [
        (("rss", "apple"), "language", APPLE),
        (("apple",), "itunes:category", CATEGORIES),
        (("psp1",), "itunes:category", PSP1),
        (("apple", "psp1"), "itunes:category", CATEGORIES),
        (("psp1", "apple"), "itunes:category", PSP1),
        (("rss", "psp1"), "guid", PSP1),
        (("psp1",), "podcast:locked", PSP1),
        (("strict",), "podcast:transcript", f"{TAGS}tags/transcript.md"),
        (("spotify",), "itunes:owner", "https://support.spotify.com/de/creators/article/adding-your-email-address-to-your-rss-feed"),
    ],
)  # fmt: skip
def test_the_first_profile_that_asks_most_seriously_is_named(
    profiles: tuple[str, ...], element: str, spec: str
) -> None:
    feed = BARE.replace("<item/>", "<title>t</title><link>https://example.com/</link><item/>")
    assert specs_of(feed, *profiles)[element] == spec


@pytest.mark.parametrize(
    ("feed", "profiles", "rule", "spec"),
    [
        (wrap("channel", "<title>Boats | ports | ferries</title>"), ("apple",), "title-stuffed", "https://podcasters.apple.com/support/823-podcast-requirements"),
        (wrap("channel", "<title>Boats | ports | ferries</title>"), ("psp1",), "title-stuffed", PSP1),
        (wrap("channel", "<title>Boats | ports | ferries</title>"), ("psp1", "apple"), "title-stuffed", PSP1),
        (wrap("item", f"<title>{'Ferry ' * 40}</title>"), ("youtube",), "text-too-long", PROFILES["youtube"].spec),
        (wrap("item", "<itunes:explicit>clean</itunes:explicit>"), ("apple",), "explicit-legacy-value", APPLE),
        (wrap("item", "<itunes:explicit>clean</itunes:explicit>"), ("psp1",), "explicit-legacy-value", PSP1),
        (sample_feed().replace(b"xmlns:podcast=", b"xmlns:p="), ("psp1",), "namespace-missing", None),
        (BARE.encode(), ("psp1",), "namespace-missing", PSP1),
        (wrap("item", "<podcast:chapters/>"), ("psp1",), "missing-attribute", f"{TAGS}tags/chapters.md"),
        (wrap("item", "<itunes:duration>1 h</itunes:duration>"), ("apple",), "bad-duration", APPLE),
    ],
)  # fmt: skip
def test_spec_of_a_rule(
    feed: bytes, profiles: tuple[str, ...], rule: str, spec: str | None
) -> None:
    findings = validate(feed, profiles=profiles, select=[rule]).findings
    assert {one.spec for one in findings} == ({spec} if spec else set())


def test_a_collection_of_profiles_names_the_page_of_the_element() -> None:
    strict, apple = PROFILES["strict"], PROFILES["apple"]
    assert document_of(strict, "https://example.com/tag") == "https://example.com/tag"
    assert document_of(apple, "https://example.com/tag") == apple.spec
    assert document_of(apple, CATEGORIES) == CATEGORIES
    assert document_of(strict, "") == strict.spec

"""Categories of Apple: what is said of a name that is not one of them, and what to write."""

import pytest

from feedtool import validate

FEED = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
%s
</channel></rss>"""
NAME = 'text of itunes:category is "%s"'
INSIDE = ", but a subcategory belongs into an element inside its category; write "
UNKNOWN = ", which Apple does not have; write "
REMOVED = ", which Apple removed in 2019; write "
LISTED = "feedtool explain itunes:category lists them"


def markup(*names: str) -> str:
    """Return the element of a category, with its subcategory."""
    name, *inner = (name.replace("&", "&amp;") for name in names)
    if not inner:
        return f'<itunes:category text="{name}"/>'
    return f'<itunes:category text="{name}"><itunes:category text="{inner[0]}"/></itunes:category>'


BUSINESS = markup("Business", "Marketing")
# A category or `category @ subcategory` as the feed has it, the rule, and the message after the
# value, with the whole message where it does not begin with the value.
OUTER = {
    "colon": ("Music:Music Interviews", "category-unknown", INSIDE + markup("Music", "Music Interviews")),
    "slash": ("Business/Marketing", "category-unknown", INSIDE + BUSINESS),
    "angle bracket": ("Business > Marketing", "category-unknown", INSIDE + BUSINESS),
    "comma": ("Business, Marketing", "category-unknown", INSIDE + BUSINESS),
    "bar": ("Business|Marketing", "category-unknown", INSIDE + BUSINESS),
    "two colons": ("Business::Marketing", "category-unknown", INSIDE + BUSINESS),
    "semicolon": ("Business; Marketing", "category-unknown", INSIDE + BUSINESS),
    "hyphen": ("Business - Marketing", "category-unknown", INSIDE + BUSINESS),
    "ampersand": ("Business & Marketing", "category-unknown", INSIDE + BUSINESS),
    "category with an ampersand": (
        "Society & Culture > Documentary", "category-unknown",
        INSIDE + markup("Society & Culture", "Documentary")),
    "several categories": (
        "Arts, Business", "category-unknown",
        f", but Apple reads one name from each element; write {markup('Arts')} {markup('Business')}"),
    "several subcategories": (
        "Business: Careers, Marketing", "category-unknown",
        ", but Apple reads one name from each element; write "
        f"{markup('Business', 'Careers')} {BUSINESS}"),
    "escaped twice": (
        "Society &amp; Culture", "category-unknown",
        f', with "&" escaped twice; write {markup("Society & Culture")}'),
    "other spelling of a subcategory": (
        "Standup", "category-unknown",
        f', but Apple calls it "Stand-Up", a subcategory of Comedy; write {markup("Comedy", "Stand-Up")}'),
    "small letters": (
        "true crime", "category-unknown", f', but Apple calls it "True Crime"; write {markup("True Crime")}'),
    "and": (
        "Kids and Family", "category-unknown",
        f', but Apple calls it "Kids & Family"; write {markup("Kids & Family")}'),
    "space at the end": (
        "Technology ", "category-unknown", f', but Apple calls it "Technology"; write {markup("Technology")}'),
    "short name": ("Tech", "category-unknown", UNKNOWN + markup("Technology")),
    "other language": ("Nachrichten", "category-unknown", UNKNOWN + markup("News")),
    "slip": (
        "Technolgy", "category-unknown",
        f", which Apple does not have; did you mean {markup('Technology')}?"),
    "no category": (
        "Lighthouse keepers", "category-unknown",
        f", which Apple does not have; expected one of Apple's categories: {LISTED}"),
    **{name: (name, "category-unknown", f", a placeholder; choose one of Apple's categories: {LISTED}")
       for name in ("Uncategorized", "Podcasts", "Choose a category", "None", "{{category}}")},
    "subcategory alone": (
        "Video Games", "category-misplaced",
        '"Video Games" is a subcategory of Leisure; expected it inside that category: write '
        + markup("Leisure", "Video Games")),
    "retired": ("News & Politics", "category-retired", REMOVED + markup("News")),
    "retired with its subcategory": (
        "Games & Hobbies @ Video Games", "category-retired", REMOVED + markup("Leisure", "Video Games")),
    "retired with a subcategory that has no successor": (
        "Sports & Recreation @ Professional", "category-retired", REMOVED + markup("Sports")),
    "three letters": (
        "Foo", "category-unknown",
        f", which Apple does not have; expected one of Apple's categories: {LISTED}"),
    "retired with a subcategory of today": (
        "News & Politics @ Politics", "category-retired", REMOVED + markup("News", "Politics")),
}  # fmt: skip
INNER = {
    "retired subcategory": (
        "Technology @ Gadgets", "category-retired",
        f", which Apple removed in 2019; remove it, and keep {markup('Technology')}"),
    "subcategory that moved": (
        "Technology @ Tech News", "category-retired",
        REMOVED + markup("News", "Tech News") + " in place of both"),
    "subcategory of another": (
        "Comedy @ Hobbies", "category-misplaced",
        f'"Hobbies" is a subcategory of Leisure, not of Comedy; write {markup("Leisure", "Hobbies")} '
        "directly in channel"),
    "category inside another": (
        "Technology @ TV & Film", "category-misplaced",
        '"TV & Film" is a category of its own, not a subcategory of Technology; expected '
        f"{markup('TV & Film')} directly in channel"),
    "category inside itself": (
        "Technology @ Technology", "category-misplaced",
        '"Technology" stands inside itself; remove the inner itunes:category'),
    "no subcategories": (
        "Technology @ Blockchain", "category-unknown",
        ", but Technology has no subcategories at Apple; remove the inner itunes:category"),
    "two in one": (
        "Business @ Marketing, Careers", "category-unknown",
        ", but Apple reads one name from each element; write "
        f"{BUSINESS} {markup('Business', 'Careers')}"),
    "category repeated": ("Business @ Business > Marketing", "category-unknown", INSIDE + BUSINESS),
    "slip in a subcategory": (
        "Sports @ Footbal", "category-unknown",
        f", which Apple does not have; did you mean {markup('Sports', 'Football')}?"),
}  # fmt: skip
NEAR_MISSES = (
    "Technology",
    "Society & Culture",
    "Religion & Spirituality @ Religion",
    "TV & Film @ TV Reviews",
)


def find(name: str) -> list[tuple[str, int, int, str]]:
    feed = FEED % markup(*name.split(" @ "))
    return [
        (one.rule, one.line, one.column, one.message)
        for one in validate(feed.encode(), profiles=["apple"]).findings
        if one.element == "itunes:category"
    ]


@pytest.mark.parametrize("case", [*OUTER, *INNER])
def test_message_says_what_to_write(case: str) -> None:
    name, rule, says = {**OUTER, **INNER}[case]
    outer, *inner = name.split(" @ ")
    wrong = inner[0] if case in INNER else outer
    column = 24 + (len(outer.replace("&", "&amp;")) + 25 if case in INNER else 0)
    message = says if says.startswith('"') else NAME % wrong + says
    assert find(name) == [(rule, 2, column, message)]


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_category_of_apple_is_silent(name: str) -> None:
    assert find(name) == []


def test_written_category_is_one_of_apple() -> None:
    for name, _, says in (*OUTER.values(), *INNER.values()):
        _, wrote, proposal = says.partition("write ")
        feed = FEED % proposal
        faults = [
            one for one in validate(feed.encode()).findings if one.rule.startswith("category")
        ]
        assert not wrote or faults == [], name


def test_hostile_name_is_judged_at_once() -> None:
    assert [rule for rule, *_ in find(">".join("ab" * 50_000))] == ["category-unknown"]

"""Feeds that are adopted, or that a build is held against: many items with something in common."""

from collections.abc import Callable
from pathlib import Path

from hostile.feeds import HEAD, TAIL, filled
from hostile.registry import clean, hostile
from hostile.shows import count, front_matter, repeated, write_episode, write_show

_FORM = (
    "<item><title>{title}</title>{date}"
    '<enclosure url="{url}" length="1000000" type="audio/mpeg"/>'
    '<guid isPermaLink="false">{guid}</guid></item>\n'
)
_DATE = "<pubDate>Sat, 01 Jan 2000 06:00:00 +0000</pubDate>"
# An item and the file of its episode.
_PAIR = 400

MakeItem = Callable[[int], dict[str, str]]
MakeKeys = Callable[[int], str]


def an_item(number: int, **other: str) -> str:
    """Return an item whose texts no other item has, but for those that are given."""
    own = {
        "title": f"Day {number} at the pier",
        "date": _DATE,
        "url": f"https://old.example.com/{number}.mp3",
        "guid": f"old-{number}",
    }
    return _FORM.format(**own | other)


def an_episode(folder: Path, number: int, keys: str | None = None) -> None:
    write_episode(folder, f"{number:05}-pier", keys or front_matter(number))


def write_feed(folder: Path, items: str | bytes) -> None:
    data = items.encode() if isinstance(items, str) else items
    (folder / "feed.xml").write_bytes(HEAD + data + TAIL)


def hostile_pairs(
    *arguments: str,
) -> Callable[[Callable[[int], tuple[dict[str, str], str]]], object]:
    """Take a function that gives by number what an item has, and the keys of an episode."""

    def take(make: Callable[[int], tuple[dict[str, str], str]]) -> object:
        def write(folder: Path, size: int) -> None:
            write_show(folder)
            items = []
            for number in range(max(size // _PAIR, 1)):
                own, keys = make(number)
                items.append(an_item(number, **own))
                an_episode(folder, number, keys)
            write_feed(folder, "".join(items))

        write.__name__ = make.__name__
        hostile("adopting", *arguments)(write)
        return make

    return take


_LOCK = ("lock", ".", "--from", "feed.xml")
_AGAINST = ("build", "--check", "--against", "feed.xml")


@clean("adopting", "lock", ".", "--from", "feed.xml", "--dry-run")
def _clean(folder: Path, size: int) -> None:
    write_show(folder)
    numbers = range(max(size // _PAIR, 1))
    for number in numbers:
        an_episode(folder, number)
    urls = {number: f"https://example.com/{number}.mp3" for number in numbers}
    write_feed(folder, "".join(an_item(number, url=urls[number]) for number in numbers))


@hostile_pairs(*_LOCK)
def one_title(number: int) -> tuple[dict[str, str], str]:
    return {"title": "Ships"}, front_matter(number, title="Ships")


@hostile_pairs(*_LOCK)
def one_title_and_one_day(number: int) -> tuple[dict[str, str], str]:
    return {"title": "Ships"}, front_matter(1, title="Ships")


@hostile_pairs(*_LOCK)
def a_hundred_of_each_title_on_one_day(number: int) -> tuple[dict[str, str], str]:
    title = f"Ships of {number // 100}"
    return {"title": title}, front_matter(1, title=title)


@hostile_pairs(*_LOCK)
def one_moment(number: int) -> tuple[dict[str, str], str]:
    date = "<pubDate>Sat, 01 Jan 2000 00:00:00 +0000</pubDate>"
    keys = front_matter(1, title=f"Boat {number}").replace("2000-01-02", "2000-01-01")
    return {"title": f"Ship {number * 7}", "date": date}, keys


@hostile_pairs(*_LOCK)
def one_guid(number: int) -> tuple[dict[str, str], str]:
    return {"guid": "same"}, front_matter(number, "guid: same\n" if number == 0 else "")


@hostile_pairs(*_LOCK)
def one_address_of_audio(number: int) -> tuple[dict[str, str], str]:
    return {"url": "https://example.com/1.mp3"}, front_matter(number)


@hostile_pairs(*_LOCK)
def one_file_name(number: int) -> tuple[dict[str, str], str]:
    url = f"https://example.com/{number}/audio.mp3"
    keys = front_matter(number, title=f"Boat {number}")
    return {"url": f"https://old.example.com/{number}/audio.mp3"}, keys.replace(
        f"https://example.com/{number}.mp3", url
    )


@hostile_pairs(*_LOCK)
def one_number(number: int) -> tuple[dict[str, str], str]:
    return {"title": f"12: Ship {number}"}, front_matter(number, title=f"12 - Boat {number}")


@hostile_pairs(*_LOCK)
def long_numbers_before_titles(number: int) -> tuple[dict[str, str], str]:
    return {"title": f"{'1 ' * 60}ships {number}"}, front_matter(number)


@hostile_pairs(*_LOCK)
def no_guids(number: int) -> tuple[dict[str, str], str]:
    return {"guid": ""}, front_matter(number)


@hostile_pairs(*_AGAINST)
def a_build_against_other_guids(number: int) -> tuple[dict[str, str], str]:
    return {"url": f"https://example.com/{number}.mp3"}, front_matter(number)


@hostile_pairs(*_AGAINST)
def a_build_against_one_title(number: int) -> tuple[dict[str, str], str]:
    return {"title": "Ships"}, front_matter(number, title="Ships")


@hostile_pairs(*_AGAINST)
def a_build_against_one_address_of_audio(number: int) -> tuple[dict[str, str], str]:
    url = "https://example.com/1.mp3"
    return {"url": url, "title": "Ships"}, front_matter(1, title="Ships")


@hostile_pairs(*_AGAINST)
def a_build_against_one_moment(number: int) -> tuple[dict[str, str], str]:
    date = "<pubDate>Sun, 02 Jan 2000 00:00:00 +0000</pubDate>"
    return {"title": f"Ship {number * 7}", "date": date}, front_matter(1, title=f"Boat {number}")


def hostile_feed_for(
    *arguments: str, most: int | None = None
) -> Callable[[Callable[[int], bytes]], object]:
    """Take a function that makes the inner part of a channel; the show has one episode."""

    def take(make: Callable[[int], bytes]) -> object:
        def write(folder: Path, size: int) -> None:
            write_show(folder)
            an_episode(folder, 1)
            write_feed(folder, make(size))

        write.__name__ = make.__name__
        hostile("adopting", *arguments, most=most)(write)
        return make

    return take


@hostile_feed_for(*_LOCK)
def many_items_of_one_title(size: int) -> bytes:
    form = "{}<item><title>Ships</title><guid>{}</guid></item>\n"
    return "".join(form.format("", number) for number in range(count(form, size))).encode()


@hostile_feed_for(*_LOCK)
def many_items_of_one_title_and_moment(size: int) -> bytes:
    return "".join(an_item(number, title="Ships") for number in range(size // 250 + 1)).encode()


@hostile_feed_for(*_LOCK)
def many_items_without_a_guid(size: int) -> bytes:
    return filled(b"<item><title>Ships</title></item>\n", size)


@hostile_feed_for(*_LOCK)
def empty_items(size: int) -> bytes:
    return filled(b"<item/>", size)


@hostile_feed_for(*_LOCK)
def items_in_items(size: int) -> bytes:
    return filled(b"<item>", size)


@hostile_feed_for(*_LOCK)
def deep_elements(size: int) -> bytes:
    return filled(b"<a>", size)


@hostile_feed_for(*_LOCK)
def deep_closed_elements(size: int) -> bytes:
    half = size // 7 + 1
    return b"<a>" * half + b"</a>" * half


@hostile_feed_for(*_LOCK)
def a_managing_editor_of_many_signs(size: int) -> bytes:
    return b"<managingEditor>" + filled(b"@", size) + b"</managingEditor>"


@hostile_feed_for(*_LOCK)
def a_managing_editor_of_many_blanks(size: int) -> bytes:
    return b"<managingEditor>a@b" + filled(b" ", size) + b"(</managingEditor>"


@hostile_feed_for(*_LOCK)
def many_categories(size: int) -> bytes:
    return filled(b'<itunes:category text="Technology"/>', size)


@hostile_feed_for(*_LOCK)
def deep_categories(size: int) -> bytes:
    return filled(b'<itunes:category text="Technology">', size)


@hostile_feed_for(*_LOCK)
def many_people(size: int) -> bytes:
    form = "<podcast:person>Bo {}</podcast:person>"
    return "".join(form.format(number) for number in range(count(form, size))).encode()


@hostile_feed_for(*_LOCK)
def many_people_in_one_item(size: int) -> bytes:
    return b"<item><title>Ships</title>" + many_people(size) + b"</item>"


@hostile_feed_for(*_LOCK)
def many_unknown_elements(size: int) -> bytes:
    form = "<tidel{0}>x</tidel{0}>"
    return "".join(form.format(number) for number in range(count(form, size))).encode()


@hostile_feed_for(*_LOCK)
def many_unknown_attributes(size: int) -> bytes:
    form = 'a{}="" '
    names = "".join(form.format(number) for number in range(count(form, size)))
    return f"<item><title>Ships</title><enclosure {names}/></item>".encode()


@hostile_feed_for(*_LOCK)
def many_unknown_namespaces(size: int) -> bytes:
    form = '<x:a xmlns:x="https://example.com/{}"/>'
    return "".join(form.format(number) for number in range(count(form, size))).encode()


@hostile_feed_for(*_LOCK)
def declarations_inside_each_other(size: int) -> bytes:
    form = '<a xmlns:n{0}="https://example.com/{0}">'
    return "".join(form.format(number) for number in range(count(form, size))).encode()


@hostile_feed_for(*_LOCK)
def many_repeats_of_each_element(size: int) -> bytes:
    return filled(b"<title>a</title><link>b</link><description>c</description>", size)


@hostile_feed_for(*_LOCK)
def many_live_items(size: int) -> bytes:
    return filled(b'<podcast:liveItem status="live"><title>Ships</title></podcast:liveItem>', size)


@hostile_feed_for(*_LOCK)
def html_notes_that_are_deep(size: int) -> bytes:
    notes = b"<content:encoded><![CDATA[" + filled(b"<div>", size) + b"]]></content:encoded>"
    return b"<item><title>Ships</title>" + notes + b"</item>"


@hostile_feed_for(*_LOCK)
def html_lists_that_are_deep(size: int) -> bytes:
    notes = b"<content:encoded><![CDATA[" + filled(b"<ul><li>", size) + b"]]></content:encoded>"
    return b"<item><title>Ships</title>" + notes + b"</item>"


@hostile_feed_for(*_LOCK)
def html_quotes_that_are_deep(size: int) -> bytes:
    notes = filled(b"&lt;blockquote&gt;", size)
    return b"<item><title>Ships</title><description>" + notes + b"</description></item>"


@hostile_feed_for(*_LOCK)
def a_description_of_brackets(size: int) -> bytes:
    return b"<description>" + filled(b"[", size) + b"</description>"


@hostile_feed_for(*_LOCK)
def a_description_of_blanks(size: int) -> bytes:
    notes = b"<p>a</p>" + filled(b" ", size) + b"b"
    return (
        b"<item><title>Ships</title><content:encoded><![CDATA["
        + notes
        + (b"]]></content:encoded><description>" + filled(b" ", size) + b"x</description></item>")
    )


@hostile_feed_for(*_LOCK)
def descriptions_that_open_a_paragraph(size: int) -> bytes:
    text = filled(b"&lt;p&gt;", size)
    return b"<item><title>Ships</title><content:encoded>x</content:encoded><description>" + (
        text + b"x</description></item>"
    )


@hostile_feed_for(*_LOCK)
def a_long_date(size: int) -> bytes:
    return b"<item><title>Ships</title><pubDate>" + filled(b"1 ", size) + b"</pubDate></item>"


@hostile_feed_for(*_LOCK)
def a_long_duration(size: int) -> bytes:
    text = filled(b"1", size)
    return b"<item><title>a</title><itunes:duration>" + text + b"</itunes:duration></item>"


@hostile_feed_for(*_LOCK)
def numbers_of_many_digits(size: int) -> bytes:
    text = filled(b"9", size // 3)
    return (
        b"<item><title>a</title><itunes:episode>" + text + b"</itunes:episode><itunes:season>"
        + text + b"</itunes:season><podcast:episode>1." + text + b"</podcast:episode></item>"
    )  # fmt: skip


@hostile_feed_for(*_LOCK)
def a_long_guid(size: int) -> bytes:
    return b"<item><title>Day 1 at the pier</title><guid>" + filled(b"g", size) + b"</guid></item>"


@hostile_feed_for(*_LOCK)
def a_title_of_control_pictures(size: int) -> bytes:
    text = filled("\u202e\u2066::error::".encode(), size)
    return b"<item><title>" + text + b"</title><guid>x</guid></item>"


@hostile_feed_for(*_LOCK)
def a_title_of_one_number(size: int) -> bytes:
    return b"<item><title>" + filled(b"e ", size) + b"</title><guid>x</guid></item>"


@hostile_feed_for(*_LOCK)
def an_enclosure_behind_many_counting_services(size: int) -> bytes:
    url = b"https://" + filled(b"op3.dev/e/", size) + b"example.com/1.mp3"
    return b"<item><title>a</title><guid>x</guid><enclosure url='" + url + b"'/></item>"


@hostile_feed_for(*_LOCK)
def an_enclosure_with_many_dots(size: int) -> bytes:
    url = b"https://op3.dev/e/" + filled(b"a.", size) + b"/1.mp3"
    return b"<item><title>a</title><guid>x</guid><enclosure url='" + url + b"'/></item>"


@hostile_feed_for(*_LOCK)
def an_enclosure_of_escapes(size: int) -> bytes:
    url = b"https://example.com/" + filled(b"%25", size)
    return b"<item><title>a</title><guid>x</guid><enclosure url='" + url + b"'/></item>"


@hostile_feed_for(*_AGAINST)
def a_build_against_pages_without_end(size: int) -> bytes:
    form = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="{}"/>'
    return "".join(form.format(number) for number in range(count(form, size))).encode()


@hostile_feed_for(*_AGAINST)
def a_build_against_many_items(size: int) -> bytes:
    return "".join(an_item(number) for number in range(size // 250 + 1)).encode()


def hostile_lock(make: Callable[[int], str]) -> Callable[[int], str]:
    """Take a function that makes a feed.lock; the show has one episode."""

    def write(folder: Path, size: int) -> None:
        write_show(folder)
        an_episode(folder, 1)
        (folder / "feed.lock").write_text(make(size), "utf-8")

    write.__name__ = make.__name__
    hostile("adopting", "build", "--check")(write)
    return make


@hostile_lock
def a_lock_of_deep_lists(size: int) -> str:
    return repeated("[", size)


@hostile_lock
def a_lock_of_deep_keys(size: int) -> str:
    return repeated('{"a":', size)


@hostile_lock
def a_lock_of_one_text(size: int) -> str:
    return f'{{"format": 1, "podcast_guid": "{repeated("a", size)}"}}\n'


@hostile_lock
def a_lock_of_one_number(size: int) -> str:
    return f'{{"format": {repeated("9", size)}}}\n'

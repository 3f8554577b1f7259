"""The channel's elements out of a show."""

from datetime import date

from feedtool.producer.addresses.show_addresses import address_of, new_address_of
from feedtool.producer.elements.feed import Feed
from feedtool.producer.elements.given_elements import make_given
from feedtool.producer.elements.nodes import Node, node, present
from feedtool.producer.elements.people import make_people
from feedtool.producer.facts.feed_facts import Artwork
from feedtool.producer.notes.render import render_description
from feedtool.show.keys import ranks_of
from feedtool.show.members import list_people_at
from feedtool.show.model import Show
from feedtool.vocabulary import load_vocabulary


def make_channel(feed: Feed, url: str) -> list[Node]:
    """Return the elements of the channel that feedgen does not write, in any order.

    `url` is where the document is served: the feed, or one of its further pages.
    """
    given = make_given(feed, feed.show, "channel", feed.facts.files)
    return merge(_own(feed, url), given, "channel")


def merge(own: list[Node], given: list[Node], parent: str) -> list[Node]:
    """Join the nodes that we make with those the author gave by a key, which replace ours.

    A given element that lacks a child, such as the url of an image whose width is given, takes the
    child of ours.
    """
    children = load_vocabulary().children[parent]
    replacing = {
        one.name: one for one in given if children[one.name].parents.get(parent, "*") in "1?"
    }
    kept = [one for one in own if one.name not in replacing]
    for one in own:
        theirs = replacing.get(one.name)
        if theirs is not None and theirs.children:
            there = {child.name for child in theirs.children}
            theirs.children += [child for child in one.children if child.name not in there]
            ranks = ranks_of(children[one.name].id)
            theirs.children.sort(key=lambda child: ranks[child.name])
    return kept + given


def _own(feed: Feed, url: str) -> list[Node]:
    show, facts = feed.show, feed.facts
    description, html = render_description(
        show.description, facts.base_url, form=show.description_format, pictures=facts.pictures,
        line_breaks=show.line_breaks,
    )  # fmt: skip
    owner = show.owner
    nodes = [
        node("description", description, cdata=html),
        _image(show, facts.artwork),
        node("atom:link", rel="self", type="application/rss+xml", href=url),
        node("itunes:title", show.itunes_title),
        node("itunes:author", author_of(show, feed.newest)),
        _owner(show),
        node("itunes:image", href=facts.artwork.url),
        node("itunes:explicit", "true" if show.explicit else "false"),
        node("itunes:type", show.type),
        node("itunes:new-feed-url", new_address_of(show) if url == address_of(show) else ""),
        node("itunes:block", "Yes" if show.block else ""),
        node("itunes:complete", "Yes" if show.complete else ""),
        node("itunes:applepodcastsverify", show.verify),
        node("podcast:guid", feed.podcast_guid),
        node("podcast:locked", "yes" if show.locked else "no", owner=owner.email),
        *_categories(show),
        *(node("podcast:funding", one.text, url=one.url) for one in show.funding),
        *make_people(list_people_at(show, feed.newest), facts.portraits),
        *make_images(facts.artwork, show.artwork_alt),
    ]
    if owner.name and owner.email:
        editor = f"{owner.email} ({owner.name})"
        nodes.append(node("managingEditor", editor, key=("owner", "name")))
    return present(nodes)


def author_of(show: Show, day: date | None) -> str:
    """Return who makes the show on a day: the author, else the hosts, else the owner."""
    people = list_people_at(show, day)
    hosts = ", ".join(one.person.name for one in people if one.key[0] == "hosts")
    return show.author or hosts or show.owner.name or ""


def make_images(artwork: Artwork, alt: str | None) -> list[Node]:
    """Return a podcast:image for each size of the artwork, if the show wants several.

    `alt` describes the picture.
    """
    return [
        node(
            "podcast:image", href=one.url, alt=alt, aspect_ratio="1/1",
            width=str(one.width), height=str(one.width), type=one.type, purpose="artwork",
        )
        for one in artwork.renditions
    ]  # fmt: skip


def _image(show: Show, artwork: Artwork) -> Node:
    children = [
        node("url", artwork.url, key=("artwork",)),
        node("title", show.title, key=("title",)),
        node("link", show.link, key=("link",)),
    ]
    return Node("image", children=children)


def _owner(show: Show) -> Node:
    children = [
        node("itunes:name", show.owner.name, key=("owner", "name")),
        node("itunes:email", show.owner.email, key=("owner", "email")),
    ]
    return Node("itunes:owner", children=present(children))


def _categories(show: Show) -> list[Node]:
    """Return the categories in order; two subcategories of a category get an element each."""
    nodes = []
    for name, subcategory in show.categories:
        category = node("itunes:category", text=name)
        if subcategory:
            category.children.append(node("itunes:category", text=subcategory))
        nodes.append(category)
    return nodes

"""The channel's elements out of a show."""

from feedtool.feed.facts import Facts
from feedtool.feed.nodes import Node, node, present
from feedtool.feed.notes import drop_forbidden, render_description
from feedtool.show import Person, Show


def make_channel(show: Show, facts: Facts) -> list[Node]:
    """Return what feedgen does not write of the channel, in any order."""
    description, html = render_description(show.description, facts.base_url)
    owner = show.owner
    nodes = [
        node("description", description, cdata=html),
        _image(show, facts),
        node("atom:link", rel="self", type="application/rss+xml", href=show.feed_url),
        node("itunes:title", show.itunes_title),
        node("itunes:author", author_of(show)),
        _owner(show),
        node("itunes:image", href=facts.artwork_url),
        node("itunes:explicit", "true" if show.explicit else "false"),
        node("itunes:type", show.type),
        node("itunes:new-feed-url", show.new_feed_url),
        node("itunes:block", "Yes" if show.block else ""),
        node("itunes:complete", "Yes" if show.complete else ""),
        node("itunes:applepodcastsverify", show.verify),
        node("podcast:guid", facts.podcast_guid),
        node("podcast:locked", "yes" if show.locked else "no", owner=owner.email),
        *_categories(show),
        *(node("podcast:funding", one.text, url=one.url) for one in show.funding),
        *(make_person(host, "host") for host in show.hosts),
    ]
    if owner.name:
        nodes.append(node("managingEditor", f"{owner.email} ({owner.name})"))
    return present(nodes)


def author_of(show: Show) -> str:
    """Return who makes the show: the author, else the hosts, else the owner."""
    hosts = ", ".join(host.name for host in show.hosts)
    return show.author or hosts or show.owner.name or ""


def make_person(person: Person, role: str) -> Node:
    """Return a podcast:person; what the person does in life is not the role in the show."""
    return node(
        "podcast:person", drop_forbidden(person.name), role=role, group="cast",
        img=person.picture, href=person.url,
    )  # fmt: skip


def _image(show: Show, facts: Facts) -> Node:
    children = [node("url", facts.artwork_url), node("title", show.title), node("link", show.link)]
    return Node("image", children=children)


def _owner(show: Show) -> Node:
    children = [node("itunes:name", show.owner.name), node("itunes:email", show.owner.email)]
    return Node("itunes:owner", children=present(children))


def _categories(show: Show) -> list[Node]:
    """Return the categories; two subcategories of one stand in one element each, in order."""
    nodes = []
    for name, subcategory in show.categories:
        category = node("itunes:category", text=name)
        if subcategory:
            category.children.append(node("itunes:category", text=subcategory))
        nodes.append(category)
    return nodes

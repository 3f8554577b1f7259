"""What a build may add to a show that was moved in from a feed in another format than RSS."""

from feedtool.importing.feed.move_in import Move
from feedtool.show.as_published import NAME, format_as_published
from feedtool.vocabulary import load_vocabulary

# Apps and directories look for these, and only RSS has them: the feed lacks them for its format.
_OF_RSS = ("itunes:explicit", "itunes:type", "itunes:episodeType", "itunes:title", "podcast:guid")


def let_builds_add(move: Move) -> None:
    """Forget that the former feed lacks elements that feeds in its format do not have."""
    namespaces = load_vocabulary().namespaces
    tags = {
        f"{{{namespaces[prefix].uri}}}{name}"
        for prefix, _, name in (one.partition(":") for one in _OF_RSS)
    }
    # Of an item without a title, it would be the one that stands in for it.
    own_title = f"{{{namespaces['itunes'].uri}}}title"
    left = {
        item: {
            tag: kept
            for tag, kept in elements.items()
            if kept.published or tag not in tags or (tag == own_title and "title" in elements)
        }
        for item, elements in move.kept.items()
    }
    move.kept = {item: elements for item, elements in left.items() if elements}
    move.files.pop(NAME, None)
    if move.kept:
        move.files[NAME] = format_as_published(move.kept).encode()

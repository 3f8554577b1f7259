"""Plans what a build publishes: the feeds under all their names, other files, and the lock file."""

from collections.abc import Mapping

from feedtool.findings.report import SourceError
from feedtool.producer.addresses.hosting import find_foreign_files, make_host_files
from feedtool.producer.addresses.moves import remember_moves
from feedtool.producer.addresses.served_feeds import find_serving
from feedtool.producer.addresses.show_addresses import base_url_of
from feedtool.producer.facts.assets import Asset, asset_of_bytes
from feedtool.producer.publishing.publish import Publication
from feedtool.show.lock import Lock
from feedtool.show.model import Show


def plan_publication(
    show: Show,
    old: Lock,
    new: Lock,
    assets: Mapping[str, Asset],
    documents: Mapping[str, bytes],
) -> Publication:
    """Return what is published: assets and feeds, both by name under public/.

    `old` is the lock file, `new` what it will say, but for the files that have moved.

    Raises SourceError if a file for the show's host is there and is not ours.
    """
    base_url = base_url_of(show)
    copies = find_serving(show, base_url).copies
    feeds = {**documents, **{name: documents[one] for name, one in copies.items()}}
    lock = remember_moves(show, new, old, {*assets, *feeds})
    files = make_host_files(show, base_url, lock.moved)
    foreign = list(find_foreign_files(show, files, old.assets))
    if foreign:
        raise SourceError(foreign)
    made = {name: asset_of_bytes(data) for name, data in files.items()}
    return Publication(feeds, {**assets, **made}, lock)

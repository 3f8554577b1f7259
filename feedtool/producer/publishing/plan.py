"""Plans what a build publishes: the feeds under all their names, other files, and the lock file."""

from collections.abc import Mapping

from feedtool.findings.report import SourceError
from feedtool.producer.addresses.hosting import find_foreign_files, make_host_files
from feedtool.producer.addresses.moves import remember_moves
from feedtool.producer.addresses.served_feeds import find_serving
from feedtool.producer.addresses.show_addresses import base_url_of
from feedtool.producer.collecting.collect import Collected
from feedtool.producer.facts.assets import asset_of_bytes
from feedtool.producer.history.identity import Identities, next_lock
from feedtool.producer.publishing.publish import Publication
from feedtool.show.lock import Lock
from feedtool.show.model import Show


def plan_publication(
    show: Show,
    old: Lock,
    identities: Identities,
    collected: Collected,
    documents: Mapping[str, bytes],
) -> Publication:
    """Return what is published; `old` is the lock file, `documents` are the feeds by file name.

    Raises SourceError if a file for the show's host is there and is not ours.
    """
    base_url = base_url_of(show)
    copies = find_serving(show, base_url).copies
    feeds = {**documents, **{name: documents[one] for name, one in copies.items()}}
    lock = remember_moves(
        next_lock(show, identities, collected.probes), old, {*collected.assets, *feeds},
        base_url, show.prefixes,
    )  # fmt: skip
    files = make_host_files(show, base_url, lock.moved)
    foreign = list(find_foreign_files(show, files, old.assets))
    if foreign:
        raise SourceError(foreign)
    assets = {**collected.assets, **{name: asset_of_bytes(data) for name, data in files.items()}}
    return Publication(feeds, assets, lock)

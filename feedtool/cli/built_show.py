"""The feed that a build of a show would make, as `diff` and `import --verify` compare it."""

from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.progress import Progress

if TYPE_CHECKING:
    from feedtool.comparing.model import ComparedFeed


def read_built(folder: Path) -> "ComparedFeed":
    """Return the feed that a build would make, also if `feedtool build` refuses to publish it."""
    from feedtool.importing.comparing.read_compared import (  # noqa: PLC0415 - lxml
        join_pages,
        read_compared,
    )
    from feedtool.producer.build import build  # noqa: PLC0415 - pydantic and lxml
    from feedtool.producer.history.changes import is_document_of  # noqa: PLC0415 - as above
    from feedtool.producer.history.kinds import KINDS  # noqa: PLC0415 - as above
    from feedtool.show.cache import Cache  # noqa: PLC0415 - as above
    from feedtool.show.lock import MAIN_FEED  # noqa: PLC0415 - as above
    from feedtool.show.reading import load_show  # noqa: PLC0415 - as above

    place = folder.as_posix()
    with Cache(folder, writable=False) as cache, Progress(place) as progress:
        show = load_show(folder, cache=cache)
        result = build(show, accept=KINDS, write=False, cache=cache, progress=progress)
    return join_pages(
        place,
        [
            read_compared(one.data, f"{place}/public/{one.name}")
            for one in result.feeds
            if is_document_of(MAIN_FEED, one.name)
        ],
    )

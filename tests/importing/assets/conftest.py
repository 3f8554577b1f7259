"""What the tests of downloads share: a server of files, and waits that take no time."""

from collections.abc import Iterator

import pytest
from file_server import Site, site

from feedtool.importing.assets import trying


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as found:
        yield found


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "_FIRST_WAIT_S", 0.01)

"""Files with changed bytes, some of each kind; `python tests/mutated_files.py` runs thousands."""

from pathlib import Path

import pytest
from mutated_files import list_kinds, mutate, run


@pytest.mark.parametrize("kind", list_kinds())
def test_changed_files_are_refused_or_read(kind: str, tmp_path: Path) -> None:
    run(kind, range(60), tmp_path)


def test_a_change_is_the_same_each_time() -> None:
    assert [mutate(b"harbour" * 9, one) for one in range(99)] == [
        mutate(b"harbour" * 9, one) for one in range(99)
    ]

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from transcript_show import TranscriptShow


@pytest.fixture
def spoken(tmp_path: Path, run: Callable[..., Result]) -> TranscriptShow:
    """A show with one episode, to which a test gives transcripts."""
    return TranscriptShow(tmp_path, run)

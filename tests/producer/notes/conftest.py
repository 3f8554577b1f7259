from pathlib import Path

import pytest
from show_folder import Folder, Run


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Folder:
    (tmp_path / "episodes").mkdir()
    return Folder(tmp_path, run)

"""A real browser and axe-core, for tests of pages; without them the tests skip."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright


def open_browser() -> Iterator[Browser]:
    """Yield Chromium; tests make a fixture of this."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.skip("chromium is not installed")
    # Chromium refuses its sandbox to root, as which tests run in containers.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=arguments)
        yield opened
        opened.close()


def load_axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core: from the folder that AXE_CORE names, or from npm."""
    folder = Path(os.environ.get("AXE_CORE") or tmp_path_factory.mktemp("axe"))
    if not (folder / "package" / "axe.min.js").is_file():
        if shutil.which("npm") is None:
            pytest.skip("npm is not installed, which fetches axe-core")
        packed = subprocess.run(["npm", "pack", "--silent", "axe-core"], cwd=folder, capture_output=True, text=True, check=False, timeout=120)  # fmt: skip
        if packed.returncode:
            pytest.skip("npm cannot fetch axe-core")
        shutil.unpack_archive(folder / packed.stdout.split()[-1], folder, "gztar", filter="data")
    return (folder / "package" / "axe.min.js").read_text("utf-8")

"""What the user may not read: an input of every format like any other, not wrong use."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sample import sample_feed


@pytest.mark.parametrize(
    "command", ["validate feed.xml --no-config", "validate .", "fix feed.xml", "config feed.xml",
                "config feed.xml --config feedtool.toml"],
)  # fmt: skip
def test_the_command_line_leaves_it_to_the_report(
    run: Callable[..., Result], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("feed.xml").write_bytes(sample_feed())
    Path("feedtool.toml").write_text('severity = "info"\n')
    # This is what click asks; root, as which these tests may run, is let through by the system.
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert "is not readable" not in run(*command.split()).output

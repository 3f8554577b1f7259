import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from functools import cache, lru_cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from feedtool.cli import cli
from feedtool.media import pictures
from feedtool.show import samples, scaffold

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# Python keeps what it compiles, also for the workers and for each command that a test starts: that is
# half of the time of a short command.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# On GitHub the command line writes more, also to a file; in CI a build warns of guids that get lost.
# Output waits in a buffer, as users have it.
for name in ("CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "PYTHONUNBUFFERED"):
    os.environ.pop(name, None)

# A shell starts what runs in the background deaf to Ctrl-C, `nohup` to a terminal that is closed, and
# so would be the commands of tests.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if os.name != "nt" and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# The same examples each time: a run must not fail for what the change did not touch.
# No limit of time either: other work may keep the machine busy.
settings.register_profile(
    "same", derandomize=True, database=None, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("same")


@pytest.fixture(scope="session")
def pictures_once() -> Iterator[None]:
    """Draw the cover of a new show once; read and shrink each picture once.

    Hundreds of tests start a show or build one; tests of pictures call the functions themselves.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scaffold, "make_cover", cache(scaffold.make_cover))
        for name in ("check_pixels", "resize_picture"):
            patch.setattr(pictures, name, lru_cache(maxsize=20)(getattr(pictures, name)))
        yield


def write_own_values(show: Path) -> None:
    """Replace what `init` writes as an example, of which each build warns."""
    path = show / "show.yaml"
    text = path.read_text("utf-8")
    for sample, own in (
        (samples.SHOW_TITLE, "Harbour Notes"),
        (samples.DESCRIPTION, "Talks about small ports."),
        (samples.AUTHOR, "Mira Holt"),
        (samples.EMAIL, "mira@example.com"),
    ):
        text = text.replace(sample, own)
    path.write_text(text, "utf-8", newline="")


@pytest.fixture
def run(pictures_once: None) -> Callable[..., Result]:
    """The real command line, in this process."""

    def invoke(*arguments: object, stdin: bytes | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(part) for part in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        if arguments[0] == "init" and "Edit show.yaml" in result.output:
            write_own_values(Path(str(arguments[1])))
        return result

    return invoke


@pytest.fixture
def lighthouse(pictures_once: None, tmp_path: Path) -> Path:
    """A copy of the lighthouse show, as it is committed."""
    folder = tmp_path / "lighthouse"
    ignore = shutil.ignore_patterns("public", ".feedtool", "feed.lock")
    shutil.copytree(ROOT / "feeds" / "lighthouse", folder, ignore=ignore)
    return folder


@pytest.fixture
def product_squad(tmp_path: Path) -> Path:
    """A copy of the example show, as it is committed."""
    folder = tmp_path / "product-squad"
    ignore = shutil.ignore_patterns("public", ".feedtool")
    shutil.copytree(ROOT / "feeds" / "product-squad", folder, ignore=ignore)
    return folder


@pytest.fixture
def shared_data() -> Path:
    """Real data beside the project; tests that read it skip where it is not."""
    if not SHARED.joinpath("data").is_dir():
        pytest.skip("../shared/data is not here")
    return SHARED / "data"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without a search for garbage, and let no later search walk through the tests.

    Thousands of tests are a million objects, none of which is garbage before the end.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import a module whose tests are all slow if only the quick tests are to run."""
    if config.option.markexpr != "not slow" or collection_path.suffix != ".py":
        return None
    return b"\npytestmark = pytest.mark.slow\n" in collection_path.read_bytes() or None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden feeds anew")

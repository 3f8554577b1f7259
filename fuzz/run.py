"""Feed a target with mutated inputs until it fails or the time is up.

python fuzz/run.py TARGET [OPTION …]      e.g. python fuzz/run.py validate -max_total_time=600

A target is a folder here: target.py with `run(data)`, which may raise nothing, and seeds/.
Options are those of libFuzzer. What it learns stays in fuzz/TARGET/corpus/, what
fails in fuzz/TARGET/failed-….
"""

import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

HERE = Path(__file__).parent
# A single input may take so long, and the whole run so much memory.
LIMITS = ("-timeout=20", "-rss_limit_mb=1500", "-max_len=9000")


def load_target(name: str) -> Callable[[bytes], None]:
    """Return the function of a target that takes an input."""
    spec = spec_from_file_location(f"fuzz_{name}", HERE / name / "target.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    run: Callable[[bytes], None] = module.run
    return run


def list_targets() -> list[str]:
    """Return the names of all targets."""
    return sorted(path.parent.name for path in HERE.glob("*/target.py"))


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in list_targets():
        sys.exit(f"{(__doc__ or '').strip()}\n\nTargets: {', '.join(list_targets())}")
    import atheris  # noqa: PLC0415 - the extra `fuzz` has it, tests do without

    name, *options = sys.argv[1:]
    # Its libraries are not ours to search, and slow when they are watched.
    with atheris.instrument_imports(include=["feedtool"]):
        run = load_target(name)
    folder = HERE / name
    (folder / "corpus").mkdir(exist_ok=True)
    places = [str(folder / "corpus"), str(folder / "seeds")]
    atheris.Setup(
        [sys.argv[0], *LIMITS, f"-artifact_prefix={folder}/failed-", *options, *places], run
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()

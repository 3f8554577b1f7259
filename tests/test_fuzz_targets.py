"""The targets of fuzz/ take their seeds, and seeds that are cut or damaged, without an exception."""

import sys
from pathlib import Path
from random import Random

import pytest

FUZZ = Path(__file__).parent.parent / "fuzz"
sys.path.insert(0, str(FUZZ))
from run import list_targets, load_target  # noqa: E402

SEEDS = [path for name in list_targets() for path in sorted((FUZZ / name / "seeds").iterdir())]


def damaged(data: bytes, times: int) -> list[bytes]:
    random = Random(7)
    found = [data, b""]
    for _ in range(times):
        changed = bytearray(data[: random.randrange(len(data)) + 1])
        for _ in range(3):
            changed[random.randrange(len(changed))] = random.randrange(256)
        found.append(bytes(changed))
    return found


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: f"{path.parent.parent.name} {path.name}")
def test_a_target_takes_its_seeds(seed: Path) -> None:
    run = load_target(seed.parent.parent.name)
    for data in damaged(seed.read_bytes(), 20):
        run(data)


@pytest.mark.parametrize("name", list_targets())
def test_a_target_has_seeds_and_a_line_about_it(name: str) -> None:
    assert any((FUZZ / name / "seeds").iterdir())
    assert len((FUZZ / name / "README.md").read_text("utf-8").splitlines()) == 1

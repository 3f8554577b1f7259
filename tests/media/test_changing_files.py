"""Files that shrink or grow while they are read, and files whose size is a lie."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from seeds import SEEDS

from feedtool.media.audio import measure_audio, measure_stream
from feedtool.media.facts import MediaFault


@pytest.mark.parametrize(("ending", "data"), SEEDS.values(), ids=SEEDS)
@pytest.mark.parametrize("share", [0, 1, 2, 3])
def test_a_file_that_shrinks_is_read_to_its_end(ending: str, data: bytes, share: int) -> None:
    for sample in (False, True):
        with suppress(MediaFault):
            measure_stream(
                BytesIO(data[: len(data) * share // 4]), len(data), ending, sample=sample
            )


@pytest.mark.parametrize(("ending", "data"), SEEDS.values(), ids=SEEDS)
def test_a_file_that_grows_is_what_it_was(ending: str, data: bytes) -> None:
    before = measure_stream(BytesIO(data), len(data), ending)
    if ending not in ("opus", "ogg", "wav", "aiff"):
        after = measure_stream(BytesIO(data + data), len(data), ending)
        assert after.duration_s == before.duration_s


@pytest.mark.parametrize(("ending", "data"), SEEDS.values(), ids=SEEDS)
def test_a_file_of_four_gigabytes_of_holes_is_not_read_whole(
    ending: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(data)
    with path.open("r+b") as stream:
        stream.truncate(4_500_000_000)
    with suppress(MediaFault):
        assert measure_audio(path).length_bytes == 4_500_000_000

"""What a writer keeps does not grow with the number of feeds."""

import gc
import tracemalloc
from itertools import pairwise

import pytest
from written import written

from feedtool.findings.report import SEVERITIES, Finding, Report
from feedtool.findings.total import Total
from feedtool.formats import html, markdown, sarif_limits
from feedtool.formats.registry import FORMATS
from feedtool.formats.writing import Style

MANY = 300


def report(number: int) -> Report:
    file = f"feeds/{number}.xml"
    findings = [
        Finding("bad-date", SEVERITIES[line % 3], f"pubDate is day {line}", file, line, 3, element=f"e{line}", fingerprint=f"{line:016x}")
        for line in range(1, MANY + 1)
    ]  # fmt: skip
    return Report(file, findings, items=MANY)


@pytest.mark.parametrize("name", FORMATS)
def test_memory_does_not_grow_with_each_feed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first feeds fill what is limited: temporary files, the text of a summary.
    for module, limit in (
        (html, "_KEPT_CHARS"),
        (markdown, "_MOST_FOR_FINDINGS"),
        (sarif_limits, "_IN_MEMORY_BYTES"),
    ):
        monkeypatch.setattr(module, limit, 50_000)
    written(name, report(0))  # what is loaded once
    writer, total = FORMATS[name].make_writer(Style()), Total()
    sizes = []
    tracemalloc.start()
    try:
        for _ in writer.begin():
            pass
        for number in range(9):
            total.add(one := report(number))
            for _ in writer.add(one):
                pass
            del one
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
        for _ in writer.end(total):
            pass
    finally:
        tracemalloc.stop()
    # Other threads of the process allocate at times; what is kept of each feed shows at each step.
    assert min(after - before for before, after in pairwise(sizes[-6:])) < 6_000

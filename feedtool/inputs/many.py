"""Checks many inputs: side by side, in order, and with few reports in memory at a time."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from feedtool.findings.report import MAX_FINDINGS, Report
from feedtool.inputs.check import check_input, forget_last
from feedtool.inputs.input import Input, read_stream
from feedtool.inputs.options import CheckOptions
from feedtool.validator.elements.plans import expand_profiles
from feedtool.vocabulary.rule_names import filter_rules

# What one process checks while another one starts.
_WORTH_A_PROCESS = 2_000_000
# A show is built before it is checked.
_COST_OF_SHOW = 2_000_000
_EVERY_S = 0.1

# An input, and how it is checked.
Order = tuple[Input, CheckOptions]
# Is called again and again with the number of inputs that are done.
Tell = Callable[[int], None]


def validate_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    jobs: int | None = None,
    profiles: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    url: str = "",
    at: datetime | None = None,
    max_findings: int | None = MAX_FINDINGS,
    excerpts: bool = False,
) -> Iterator[Report]:
    """Check many feeds, and return their reports in the order of the paths.

    A path is the file of a feed, or the folder of a show, whose feeds are then made in memory and
    checked; their findings are at the lines of the sources. The other arguments are those of
    `validate`.

    Up to `jobs` processes work side by side, by default as many as there are processors; little
    work is done in this process. Paths are taken and feeds are checked while the reports are read:
    only a few reports are in memory at a time.

        for report in validate_many(Path("feeds").glob("*.xml")):
            print(report.file, report.worst())

    A feed that cannot be read has a report too, which is `unreadable`. Raises KeyError if a profile
    or a rule is not known, ValueError if `jobs` is less than 1.
    """
    options = CheckOptions(
        tuple(profiles), tuple(select), tuple(ignore), url, at, max_findings, excerpts
    )
    expand_profiles(options.profiles)
    filter_rules(options.select, options.ignore)
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs is {jobs}; expected at least 1")
    orders = ((_input_at(path), options) for path in paths)
    return check_all(orders, jobs or count_processors())


def _input_at(path: str | os.PathLike[str]) -> Input:
    name = os.fspath(path)
    is_folder = os.path.isdir(name)  # noqa: PTH112 - no exception for odd names
    return Input(name, name, "show" if is_folder else "file")


def check_all(
    orders: Iterable[Order], jobs: int, tell: Tell = lambda done: None
) -> Generator[Report, None, None]:
    """Yield the report of each input, in order, whichever is done first.

    `tell` is called with the number of reports that are done, a few times a second.
    """
    orders, jobs = _limit_jobs(orders, jobs)
    if jobs > 1:
        yield from _check_side_by_side(orders, jobs, tell)
        return
    for done, (one, options) in enumerate(orders):
        tell(done)
        if done:
            forget_last()
        yield check_input(one, options)


def _check_side_by_side(
    orders: Iterable[Order], jobs: int, tell: Tell
) -> Generator[Report, None, None]:
    """Yield reports that other processes make.

    Each process has one more input to take when it is done: what comes later waits, so that the
    reports that are done early do not fill the memory.
    """
    from concurrent.futures import Future, ThreadPoolExecutor, wait  # noqa: PLC0415 - for many inputs

    from feedtool.inputs.crew import Crew  # noqa: PLC0415 - as above

    ahead: deque[Future[Report]] = deque()
    yielded = 0
    with ThreadPoolExecutor(jobs) as threads, Crew() as crew:
        rest = iter(orders)
        while True:
            for one, options in islice(rest, 2 * jobs - len(ahead)):
                ahead.append(threads.submit(crew.check, read_stream(one), options))
            if not ahead:
                return
            while not wait([ahead[0]], _EVERY_S).done:
                tell(yielded + sum(one.done() for one in ahead))
            yielded += 1
            yield ahead.popleft().result()


def _limit_jobs(orders: Iterable[Order], jobs: int) -> tuple[Iterable[Order], int]:
    """Return the inputs, and how many processes are worth their start.

    Of the inputs, only so many are taken as it needs to know that.
    """
    head, cost, rest = [], 0, iter(orders)
    if jobs > 1:
        for one in rest:
            head.append(one)
            cost += _cost_of(one[0])
            if cost >= jobs * _WORTH_A_PROCESS:
                break
    return chain(head, rest), min(jobs, len(head), cost // _WORTH_A_PROCESS)


def _cost_of(one: Input) -> int:
    """Return roughly how many bytes of a feed take as long to check as an input."""
    if one.kind == "show":
        return _COST_OF_SHOW
    try:
        return os.stat(one.path).st_size if one.kind == "file" else len(one.data)  # noqa: PTH116
    except (OSError, ValueError):
        return 0


def count_processors() -> int:
    """Return how many processors this process may use, as far as the system tells."""
    known = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    number = len(known) or os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        return max(min(number, int(quota) // int(period)), 1)
    except (OSError, ValueError):  # no container, or one without a limit
        return number

"""Checks one input, whatever it is: the answer is always a report."""

import errno
import os
import stat
from typing import BinaryIO

from feedtool.findings.report import Report
from feedtool.inputs.input import Input
from feedtool.inputs.options import CheckOptions
from feedtool.validator.validate import DEFAULT_PROFILES, validate

_OPEN_PIPES = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")


def check_input(one: Input, options: CheckOptions) -> Report:
    """Return the report of an input; an input that cannot be read is a report, too."""
    if one.kind == "fault":
        return report_unreadable(one.name, one.fault)
    try:
        return _check_feed(one, options)
    except OSError as why:
        return report_unreadable(one.name, why.strerror or "it cannot be read")


def report_unreadable(name: str, fault: str) -> Report:
    """Return the report of an input that cannot be read."""
    from feedtool.findings.catalogue import make_finding  # noqa: PLC0415 - only where it happens

    return Report(name, [make_finding("unreadable", fault, name)], unreadable=True)


def _check_feed(one: Input, options: CheckOptions) -> Report:
    """Check a feed. Raises OSError if its file cannot be read."""
    if one.kind == "data":
        return _validate(one.data, one.name, options)
    with open_file(one.name) as source:
        return _validate(source, one.name, options)


def _validate(source: bytes | BinaryIO, name: str, options: CheckOptions) -> Report:
    return validate(
        source,
        file=name,
        profiles=options.profiles or DEFAULT_PROFILES,
        select=options.select,
        ignore=options.ignore,
        url=options.url,
        at=options.at,
        max_findings=options.max_findings,
        excerpts=options.excerpts,
    )


def open_file(name: str) -> BinaryIO:
    """Open a normal file to read its bytes, or a pipe that the shell opened: `<(curl …)`.

    Raises OSError with the reason if the name is another thing: to open a pipe may take forever.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(name, flags)
    except ValueError as why:
        raise OSError(errno.EINVAL, "no file can have this name", name) from why
    kind = os.fstat(descriptor).st_mode
    if stat.S_ISREG(kind):
        return os.fdopen(descriptor, "rb")
    if stat.S_ISFIFO(kind) and name.startswith(_OPEN_PIPES):
        os.set_blocking(descriptor, True)
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise OSError(errno.EINVAL, _explain(kind), name)


def _explain(kind: int) -> str:
    """Say what is wrong with something that is no normal file."""
    if stat.S_ISDIR(kind):
        return "it is a folder; expected a file"
    return "it is no normal file; to check what a program writes, name - and pipe it in"

"""Runs commands of feedtool in copies of one process, with `faults.c` preloaded.

A program of its own: orders come in as lines of JSON, answers go out. All modules are loaded once,
so that a command takes a tenth of a second.
"""

import ctypes
import gc
import json
import os
import sys
import traceback

from click.testing import CliRunner

from feedtool.__main__ import main as feedtool
from feedtool.cli import cli

FAULTS = ctypes.CDLL(None)


def run(order: dict[str, object]) -> int:
    """Run one command in this process, and return its exit code."""
    sys.argv = ["feedtool", *order["arguments"]]
    values = (order["root"], order["at"], ord(order["how"]), order["code"])
    encoded = [one.encode() if isinstance(one, str) else one for one in values]
    FAULTS.arm(*encoded, order["swapped"].encode(), order["outside"].encode())
    try:
        feedtool()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except BaseException:
        traceback.print_exc()
        return 99
    return 0


def fork(order: dict[str, object]) -> dict[str, object]:
    """Run a command in a copy of this process; return how it ended, and how many calls it made."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        for descriptor, name in ((1, "stdout"), (2, "stderr")):
            opened = os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(opened, descriptor)
            os.close(opened)
        os.chdir(order["cwd"])
        code = run(order)
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(writing, str(FAULTS.count_calls()).encode())
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        calls = answers.read()
    _, status = os.waitpid(child, 0)
    return {"code": os.waitstatus_to_exitcode(status), "calls": int(calls or 0)}


def main() -> None:
    """Answer each order. The first ones are to be run for real, so that all modules are loaded."""
    orders, answers = sys.stdin, os.fdopen(os.dup(1), "w", buffering=1)
    for line in orders:
        order = json.loads(line)
        if order.get("here"):
            os.chdir(order["cwd"])
            code = CliRunner().invoke(cli, order["arguments"]).exit_code
            # What is loaded stays where it is: the copies share its memory.
            gc.collect()
            gc.freeze()
            answers.write(json.dumps({"code": code, "calls": 0}) + "\n")
        else:
            answers.write(json.dumps(fork(order)) + "\n")


if __name__ == "__main__":
    main()

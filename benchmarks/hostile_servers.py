"""How long servers that drip or flood hold a command that gives them two seconds, and what they cost.

python benchmarks/hostile_servers.py

Each server of tests/remote/hostile_server.py answers on this machine, as fast as it can where it
floods. A child fetches from it; its memory is counted from after a small answer. A row that takes
longer than three seconds or more than 60 MB is marked; the exit code is 1 then.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "remote"))
from hostile_server import ENDLESS, OK, Behave, Peer, dripping, flooding, serving

MOST_S = 3.0
MOST_MB = 60.0
_CHILD = """
import re, sys, time
from feedtool.remote import RemoteFault, fetch
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
fetch(sys.argv[1] + "/small", allow_private=True)
before, started, cpu, said = peak(), time.monotonic(), time.process_time(), "nothing is wrong"
try:
    fetch(sys.argv[1], timeout_s=2, allow_private=True)
except RemoteFault as why:
    said = str(why).removeprefix(sys.argv[1]).partition(";")[0].lstrip(": ")
took = time.monotonic() - started
print(took, time.process_time() - cpu, (peak() - before) / 1e3, said)
"""


def behaving(behave: Behave) -> Behave:
    def answer(peer: Peer) -> None:
        if b"/small" in peer.request:
            return peer.send(OK + b"\r\nx")
        return behave(peer)

    return answer


def row(what: str, way: str, behave: Behave) -> tuple[str, bool]:
    with serving(behaving(behave)) as server:
        command = [sys.executable, "-c", _CHILD, server.url]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, cpu, memory, said = ended.stdout.strip().split(" ", 3)
    broken = float(seconds) > MOST_S or float(memory) > MOST_MB
    mark = "**broken**" if broken else ""
    figures = f"{float(seconds):.1f} s | {float(cpu):.1f} s | {float(memory):.0f} MB"
    return f"| {what} | {way} | {figures} | {said[:80]} | {mark} |", broken


def main() -> int:
    failed = 0
    print("| Without end | Server | Held | Processor | Memory | Said | |")
    print("|---|---|---|---|---|---|---|")
    for what, parts in ENDLESS.items():
        for way, behave in (("drips", dripping(*parts)), ("floods", flooding(*parts))):
            text, broken = row(what, way, behave)
            failed += broken
            print(text, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

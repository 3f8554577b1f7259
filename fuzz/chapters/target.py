from feedtool.chapters.check import check_chapters
from feedtool.chapters.json_chapters import format_chapters, read_chapters


def run(data: bytes) -> None:
    faults = list(check_chapters(data, 60))
    for fault in faults:
        assert len(fault.says) < 1000, fault
    if not any(fault.severity == "error" for fault in faults):
        format_chapters(read_chapters(data))

"""Compares the media type that is declared for a transcript with the form of its content."""

from collections.abc import Iterator

from feedtool.findings.wording import cut
from feedtool.transcripts.checking.cue_faults import CueFaults, tell_at
from feedtool.vocabulary import load_list


def find_other_type(form: str, declared: str) -> Iterator[CueFaults]:
    """Yield that a media type is declared that is not the one of the form."""
    if not declared:
        return
    right = load_list("transcript-endings").get(form)
    usual = load_list("transcript-type-variants").get(declared, declared)
    if right is None:
        yield tell_at(
            "transcript-wrong-type", 0,
            f'the type is "{cut(declared)}", but apps do not read such a file; '
            "convert it with feedtool transcript convert",
        )  # fmt: skip
    elif usual != right:
        yield tell_at(
            "transcript-wrong-type", 0,
            f'the type is "{cut(declared)}", but the content is {right}; declare that type',
        )  # fmt: skip

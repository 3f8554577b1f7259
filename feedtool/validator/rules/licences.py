"""Licences. Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/license.md."""

from collections.abc import Iterable, Iterator

from feedtool.validator.frames import Frame
from feedtool.validator.log import cut
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts
from feedtool.validator.values import closest
from feedtool.vocabulary import load_list


@rule(on="podcast:license")
def inspect_licence(licence: Frame, facts: Facts) -> Iterable[Problem]:
    """A licence is one that is known by its name, or has an address where it can be read."""
    text = licence.text.strip()
    known = load_list("licenses")
    return () if not text or text in known else _explain(licence, text, known)


def _explain(licence: Frame, text: str, known: list[str]) -> Iterator[Problem]:
    near = closest(text, known)
    if near is not None and near.lower() == text.lower():
        message = f'{licence.tag} is "{cut(text)}"; the list writes "{near}"'
        yield Problem("license-case", message, licence, value=text, in_text=True)
    elif licence.get("url") is None:
        hint = f'; did you mean "{near}"?' if near else ""
        message = f'{licence.tag} is "{cut(text)}", which is no known licence, and has no url{hint}'
        yield Problem("license-without-url", message, licence, value=text, in_text=True)

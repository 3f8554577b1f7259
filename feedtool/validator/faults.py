"""What a checker of values says of a value that it refuses."""

from dataclasses import dataclass

from feedtool.validator.report import Fixable, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is refused: the rule that it breaks and what was expected.

    `says` completes the sentence `pubDate is "…"; …` and names what to write instead.
    """

    rule: str
    says: str
    severity: Severity = "error"
    fixable: Fixable = "no"

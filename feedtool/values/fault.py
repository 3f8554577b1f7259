"""What a checker of values says of a value that it refuses."""

from dataclasses import dataclass

from feedtool.findings.report import Severity
from feedtool.vocabulary import find_rule


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is refused: the rule that it breaks and what was expected.

    `says` completes the sentence `pubDate is "…"; …` and names what to write instead. `index` is
    the character of the value that is meant, where it is not the first, and `length` how many.
    `override` is the severity that holds here instead of the rule's own, `profiles` who
    asks for it where it is not those of the element.
    """

    rule: str
    says: str
    index: int = 0
    length: int = 0
    override: Severity | None = None
    profiles: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How serious the fault is, by the rule's record."""
        return self.override or find_rule(self.rule).severity

"""What a checker says about a value that it refuses."""

from dataclasses import dataclass

from feedtool.findings.report import Severity
from feedtool.vocabulary import find_rule


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is refused: the rule that it breaks and what was expected.

    `says` completes the sentence `pubDate is "…"; …` and names what to write instead. The fault
    lies at the character `index` of the value and is `length` characters long; 0 means the whole
    value. `override` is a severity in place of the rule's own. `profiles` are those that report the
    fault; if there are none, the profiles of the element do. `spec` is the document that asks for
    something else, if it is not that of the rule or of the element.

    `instead` is the text that belongs in place of this part; None where that is not known. Every
    expert would write it, but where it is `doubtful` the author may mean something else.
    """

    rule: str
    says: str
    index: int = 0
    length: int = 0
    override: Severity | None = None
    profiles: tuple[str, ...] = ()
    spec: str = ""
    instead: str | None = None
    doubtful: bool = False

    @property
    def severity(self) -> Severity:
        """How serious the fault is, by the rule's record."""
        return self.override or find_rule(self.rule).severity

    def fix(self, text: str) -> str | None:
        """Return the text with this fault fixed, None if that is not known."""
        if self.instead is None:
            return None
        if self.rule == "value-padded":
            return text.strip()
        if not self.length:
            return self.instead
        return text[: self.index] + self.instead + text[self.index + self.length :]


# Blanks around a value; the part that is marked are these blanks.
PADDED = Fault("value-padded", "expected no space around the value", instead="")

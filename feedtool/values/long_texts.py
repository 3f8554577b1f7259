"""Texts that are longer than any that people read: so much of them is checked, and that is told."""

from feedtool.values.fault import Fault

# Apps cut notes after 4,000 or 10,000 characters.
MAX_CHARS = 500_000


def explain_length(text: str) -> Fault:
    """Return the fault of a text of which only the start is checked."""
    says = (
        f"{len(text):,} characters, of which only the first {MAX_CHARS:,} are checked; shorten it"
    )
    return Fault("text-partly-checked", says, MAX_CHARS)

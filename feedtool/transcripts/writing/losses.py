"""What a form cannot hold of a transcript, in words."""

from collections import Counter


class Losses:
    """Counts what is left out or written in another way, and says it."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, says: str, noun: str, count: int = 1) -> None:
        """Count something; `says` has {} for the number and the noun, or is a whole sentence.

        >>> losses = Losses()
        >>> losses.add("left out: italics of {}", "cue", 2)
        >>> losses.say()
        ('left out: italics of 2 cues',)
        """
        if count:
            self._counts[says, noun] += count

    def say(self) -> tuple[str, ...]:
        """Return a sentence for each kind of loss, in the order in which they were found."""
        return tuple(
            says.format(f"{number:,} {noun}" + "s" * (number != 1))
            for (says, noun), number in self._counts.items()
        )

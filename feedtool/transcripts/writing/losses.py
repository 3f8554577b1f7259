"""What a form cannot hold of a transcript, in words."""

from collections import Counter


class Losses:
    """Counts what is left out, and says it."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, one: str, many: str, says: str, count: int = 1) -> None:
        """Count something: its name for one and for many, and what becomes of it."""
        if count:
            self._counts[one, many, says] += count

    def say(self) -> tuple[str, ...]:
        """Return a sentence for each kind of loss, in the order in which they were found.

        >>> losses = Losses()
        >>> losses.add("note", "notes", "left out", 2)
        >>> losses.say()
        ('2 notes: left out',)
        """
        return tuple(
            f"{count_of(number, one, many)}: {says}"
            for (one, many, says), number in self._counts.items()
        )


def count_of(number: int, one: str, many: str) -> str:
    """Return a number with what is counted.

    >>> count_of(1, "cue", "cues"), count_of(1200, "cue", "cues")
    ('1 cue', '1,200 cues')
    """
    return f"{number:,} {one if number == 1 else many}"

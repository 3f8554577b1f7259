"""How many cells of a terminal a text fills: carets and the columns of tables stand in place."""

# Combining marks, and what has no cell of its own.
_WITHOUT_CELL = frozenset(["Mn", "Me", "Cf"])


def width_of(text: str) -> int:
    """Return how many cells of a terminal a text fills.

    >>> width_of("notes"), width_of("灯台"), width_of("e\u0301"), width_of("\u2600\ufe0f")
    (5, 4, 1, 1)
    """
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width  # noqa: PLC0415 - only few lines need it

    return sum(
        0
        if category(one) in _WITHOUT_CELL or _joins(one)
        else 2
        if east_asian_width(one) in "WF"
        else 1
        for one in text
    )


def _joins(char: str) -> bool:
    """Return whether a letter of Hangul is drawn into the cells of the one before it."""
    return "\u1160" <= char <= "\u11ff"


def fit(text: str, widest: int) -> str:
    """Cut a text that fills more than `widest` cells.

    >>> fit("harbour", 5), fit("灯台守", 5)
    ('harb…', '灯台…')
    """
    if width_of(text) <= widest:
        return text
    text = text[: widest - 1]
    while width_of(text) >= widest:
        text = text[:-1]
    return f"{text}…"

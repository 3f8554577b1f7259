"""Times within a recording as each form writes them."""


def format_short(milliseconds: int) -> str:
    """Return a time as a player shows it: whole seconds, hours only if there are any.

    >>> format_short(63_900), format_short(3_723_500)
    ('1:03', '1:02:03')
    """
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def format_seconds(milliseconds: int) -> str:
    """Return a time as seconds, with no more digits than it needs.

    >>> format_seconds(63_000), format_seconds(63_250)
    ('63', '63.25')
    """
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds}.{rest:03}".rstrip("0") if rest else str(seconds)

"""Texts and names that no form of transcript takes for something else."""

import re

# What some readers take for the end of a line, WebVTT and SubRip do not.
_LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff]")
_ARROW = re.compile("(?<!-)-{2,}+>")
_ODD = re.compile("[\0-\x09\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


def clean_text(text: str) -> str:
    r"""Return the lines of a text, each with something on it; controls are left out.

    >>> clean_text("One.\r\n \nTwo\u2028three\0")
    'One.\nTwo\nthree'
    """
    if _ODD.search(text):
        text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    if "\n" not in text:
        return text.strip()
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def clean_line(text: str) -> str:
    r"""Return a text as one line, without blanks around it or two of them in a row.

    >>> clean_line(" Mira\n Holt ")
    'Mira Holt'
    """
    return " ".join(_CONTROL.sub("", text).split())


def shorten_arrows(text: str) -> str:
    """Return a text without the arrow that stands between times, however long it is.

    >>> shorten_arrows("a --> b ---> c -> d")
    'a -> b -> c -> d'
    """
    return _ARROW.sub("->", text) if "-->" in text else text


def clean_label(name: str) -> str:
    """Return the name of a speaker as it can stand in front of a colon.

    >>> clean_label("Dr. Who: the third")
    'Dr. Who the third'
    """
    return clean_line(name.replace(":", " "))

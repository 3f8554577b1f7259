r"""Value types as other tools know them: words, patterns of XML Schema, numbers.

A pattern takes everything that the checker of its type does not call an error; it may take more.
Only patterns that a matcher follows without trying again are used for long values, since some
matchers take minutes otherwise.

Source: https://www.w3.org/TR/xmlschema-2/#regexs (patterns; `\s` is XML's white space only)
"""

from collections.abc import Iterable

# Blanks that Python strips from the ends of a value, and `\s` does not know.
_ODD = "\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
ODD_BLANK = rf"[^{_ODD}]*[{_ODD}][\s\S]*"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = frozenset(r".\?*+{}()|[]^-")


def any_case(words: Iterable[str]) -> str:
    """Return a pattern of one of these words in small or capital letters.

    >>> any_case(["no", "yes"])
    '([nN][oO]|[yY][eE][sS])'
    """
    return f"({'|'.join(''.join(_letter(char) for char in word) for word in words)})"


def _letter(char: str) -> str:
    small, capital = char.lower(), char.upper()
    if small != capital and len(small) == len(capital) == 1:
        return f"[{small}{capital}]"
    return f"\\{char}" if char in _SPECIAL else char


_CLOCK = "(:[0-5][0-9]){1,2}"
# Up to six digits, or up to three and a clock; some matchers miscount where `{1,6}` and `{1,3}`
# may both go on.
_DURATION = rf"[0-9]({_CLOCK}|[0-9]({_CLOCK}|[0-9]({_CLOCK}|[0-9]([0-9][0-9]?)?)?)?)?([.,][0-9]*)?"
_NUMBER = r"[+\-]?([0-9]{1,15}(\.[0-9]*)?|\.[0-9]+)"
_MIME_NAME = r"[A-Za-z0-9!#$&\^_.+\-]+"
_HOUR_MINUTE = r"[0-9]{2}:[0-9]{2}"
_ZONE = r"([Zz]|[+\-][0-9]{2}:[0-9]{2})"
_DATE = (
    rf"\s*({any_case(_WEEKDAYS)}\s*,\s*)?[0-9]{{1,2}}\s+{any_case(_MONTHS)}\s+"
    r"([0-9]{4}|[0-9]{2})\s+[0-9]{2}\s*:\s*[0-9]{2}(\s*:\s*[0-9]{2})?\s+"
    r"([+\-]?[0-9]{4}|[Gg][Mm][Tt]|[Uu][Tt]|[ECMPecmp][SDsd][Tt]|[A-Za-z])\s*"
)
_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*"
_HTTP = r"[Hh][Tt][Tt][Pp][Ss]?"
_ESCAPE = "%[0-9A-Fa-f]{2}"
# Without blanks and what must be escaped; of an IRI, letters of any script are right as well.
_ASCII = r"!#-$&-;=?-\[\]_a-z~"
_IRI = r"""[^\s<>"{}|\\\^`%""" + "\x7f]"

# What editors propose where a type has few values.
WORDS = {"boolean": ("true", "false"), "explicit": ("true", "false"), "yes-no": ("yes", "no")}
# "" stands for any text: faults of the type are warnings, or no pattern can tell them.
PATTERNS = {
    "any": "",
    "contact": "",
    "countries": "",
    "country": "",
    # A comment in parentheses may stand anywhere.
    "date": rf"{_DATE}|[^(]*\([\s\S]*",
    "duration": rf"\s*({_DURATION})?\s*",
    # An address with letters beyond ASCII is a warning.
    "email": r"\s*[A-Za-z0-9!#$%&'*+/=?\^_`{|}~.\-]+@[A-Za-z0-9.\-]+\s*|[ -~\s]*[^ -~\s][\s\S]*",
    "explicit": rf"\s*{any_case(['true', 'yes', 'explicit', 'false', 'no', 'clean'])}\s*",
    "filled": "",
    "form-name": r"\s*([A-Za-z][A-Za-z0-9:._\-]*)?\s*",
    "geo": r"geo:-?[0-9.]+,-?[0-9.]+(,-?[0-9.]+)?(;\S+)?|\s*",
    "hex-colour": r"\s*#?([0-9A-Fa-f]{3}){1,2}\s*",
    "host": r"\s*([A-Za-z0-9.\-]+(:[0-9]{1,5})?)?\s*",
    "html": "",
    "http-url": rf"\s*{_HTTP}://[{_ASCII}]([{_ASCII}]|{_ESCAPE})*\s*",
    "https-url": rf"\s*{_HTTP}://[{_ASCII}]([{_ASCII}]|{_ESCAPE})*\s*",
    "integer-list": r"\s*[0-9]+( *, *[0-9]+)*\s*",
    "iri": rf"\s*{_SCHEME}:({_IRI}|{_ESCAPE})*\s*",
    "iso-date": r"\s*([0-9]{4}-?[0-9]{2}-?[0-9]{2}([Tt ][0-9:.,]+([Zz]|[+\-][0-9:]+)?)?)?\s*",
    "language": r"\s*([A-Za-z]{2,3}|[IXix])(-[A-Za-z0-9]{1,8})*\s*",
    "link-relation": "",
    "media-type": rf"{_MIME_NAME}/{_MIME_NAME}"
    rf"(\s*;\s*{_MIME_NAME}=({_MIME_NAME}|\"[^\"\r\n]*\"))*",
    "npt-time": r"([0-9]+:){0,2}[0-9]+(\.[0-9]+)?",
    "osm": r"[NWR][0-9]+(#[0-9]+)?|\s*",
    "plain": "",
    "point": rf"[\s,]*{_NUMBER}[\s,]+{_NUMBER}[\s,]*",
    "points": "",
    "ratio": r"\s*[0-9.]+\s*(/\s*[0-9.]+\s*)?",
    "rfc3339-date": rf"\s*[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[Tt]{_HOUR_MINUTE}:[0-9]{{2}}"
    rf"(\.[0-9]+)?{_ZONE}\s*",
    "rrule": "",
    "seconds": r"\s*([0-9]{1,9}(\.[0-9]*)?|\.[0-9]+)\s*",
    "secure-uri": rf"\s*{_SCHEME}:({_IRI}|%)+\s*",
    "slug": r"\s*([A-Za-z0-9._\-]+)?\s*",
    "srcset": "",
    "text": "",
    "title": "",
    "uri": rf"\s*{_SCHEME}:({_IRI}|%)+\s*",
    "url": rf"\s*{_SCHEME}:([{_ASCII}]|{_ESCAPE})*\s*",
    "uuid": r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
    "w3c-date": rf"\s*[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}}(T{_HOUR_MINUTE}(:[0-9]{{2}}(\.[0-9]+)?)?"
    rf"{_ZONE})?)?)?\s*",
    "yes": "",
}
# Types with bounds: the type of XML Schema that knows their order, and a pattern beside it.
NUMBERS = {
    "integer": ("nonNegativeInteger", r"\s*[0-9]{1,16}\s*"),
    "number": ("double", rf"\s*{_NUMBER}\s*"),
}

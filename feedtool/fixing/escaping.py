"""How a text is written in a feed: in the text of an element, in an attribute, in CDATA."""

from typing import Literal

# `double` and `single` are attributes by their quotes; `tag` is inside a tag, but not in a value.
Form = Literal["text", "double", "single", "cdata", "tag"]

_QUOTES = {"double": ('"', "&quot;"), "single": ("'", "&apos;")}


def escape(text: str, form: Form) -> str:
    """Return a text as it is written in this form.

    >>> escape('1 < "2" & 3', "double")
    '1 &lt; &quot;2&quot; &amp; 3'
    """
    if form == "cdata":
        return text.replace("]]>", "]]]]><![CDATA[>")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    quote, reference = _QUOTES.get(form, ("", ""))
    return text.replace(quote, reference) if quote else text

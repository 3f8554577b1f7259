"""Tags of HTML that stand in a text as they are: what is wrong with them is told once a text."""

from feedtool.findings.place import LineColumn
from feedtool.findings.wording import cut
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN
from feedtool.values.html_names import TAGS

_RULE = "markup-raw"


def text_around(element: OpenElement) -> OpenElement | None:
    """Return the element with text that an element is, or stands in; None if there is none."""
    outer: OpenElement | None = element
    while outer is not None and outer.plan is FOREIGN:
        outer = outer.parent
    return outer if outer is not None and outer.plan.content == "text" else None


def is_raw_html(element: OpenElement) -> bool:
    """Return whether an open element is a tag of HTML inside a text."""
    is_tag = element.plan is FOREIGN and element.tag.lower() in TAGS
    return is_tag and text_around(element) is not None


def report_raw_html(engine: Engine, element: OpenElement, place: LineColumn, tag: str = "") -> bool:
    """Report a tag of HTML inside a text, if it is the first there; return whether it is one.

    `tag` is the name of the tag if it is not that of the element.
    """
    text = text_around(element)
    if text is None or (tag or element.tag).lower() not in TAGS:
        return False
    if not engine.collector.has_reported(_RULE, text):
        shown = cut(tag or element.tag)
        message = (
            f"{cut(text.tag)} contains the raw tag <{shown}>; put the HTML into CDATA, "
            "or write each < of it as &lt;"
        )
        engine.report_malformed(_RULE, message, place)
    return True

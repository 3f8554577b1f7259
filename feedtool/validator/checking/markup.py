"""Elements inside an element that holds text: HTML that is not escaped, and lost elements."""

from feedtool.validator.checking.check import Check
from feedtool.validator.elements.open_element import OpenElement

# A name that no element has: it notes that the raw markup of an element is reported.
_REPORTED = "<"
_ADDRESSES = ("url", "http-url", "https-url", "iri", "uri", "secure-uri")
_HTML_TYPES = ("html", "any", "unread")


def is_markup(check: Check, parent: OpenElement, name: str | None) -> bool:
    """Return whether a child of a text element is markup; `name` is its name, None if unknown.

    An element of the feed that got into a text by mistake is misplaced instead, unless HTML has an
    element of that name too.
    """
    if name is None or name.startswith("xhtml:") or name not in check.plans.ids_by_name:
        return True
    if name == "name" and parent.plan.name == "author":
        return True  # Atom has the parts of an author as elements.
    return _holds_html(parent) and name in _html_tags()


def report_markup(check: Check, parent: OpenElement, child: OpenElement) -> None:
    """Report the first raw tag in a text: apps take an element with children for empty."""
    if parent.get("type") == "xhtml" or not parent.add(_REPORTED, child):
        return
    found = f"{parent.tag} contains the raw tag <{child.tag}>"
    if _holds_html(parent):
        says = (
            "apps lose a part of the text: put the HTML into CDATA, or write each < of it as &lt;"
        )
    elif parent.plan.record is not None and parent.plan.record.value.type in _ADDRESSES:
        says = f"{parent.tag} holds nothing but an address: write it alone, without tags"
    else:
        says = f"{parent.tag} is plain text: remove the tag"
    place = (child.line, child.column)
    value = f"<{child.tag}"
    check.collector.add("markup-raw", f"{found}; {says}", parent, place=place, value=value)


def _holds_html(element: OpenElement) -> bool:
    record = element.plan.record
    return record is not None and record.value.type in _HTML_TYPES and not record.value.values


def _html_tags() -> frozenset[str]:
    from feedtool.values.html_names import TAGS  # noqa: PLC0415 - only for what is wrong

    return TAGS

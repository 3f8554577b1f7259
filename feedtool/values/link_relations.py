"""The `rel` values of links, which say what a link leads to."""

from feedtool.findings.suggestions import suggest
from feedtool.values.fault import Fault
from feedtool.values.urls import check_uri
from feedtool.values.value_type import ValueType
from feedtool.vocabulary import load_list


def check_link_relation(text: str) -> tuple[Fault, ...]:
    """Accept a `rel` value from IANA's list, or an address as the author's own value.

    Source: https://www.rfc-editor.org/rfc/rfc8288#section-2.1
    """
    known = load_list("link-relations")
    if text in known or (":" in text and not check_uri(text)):
        return ()
    hint = suggest(text, known, ", such as self, hub or alternate", form='; did you mean "{}"?')
    return (Fault("link-relation-unknown", f"expected a rel value from IANA's list{hint}"),)


TYPES = (ValueType("link-relation", check_link_relation, "`rel` value from IANA's list"),)

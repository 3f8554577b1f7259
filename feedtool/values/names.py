"""Short names that programs read: of services, of fields in a form."""

import re

from feedtool.values.fault import Fault
from feedtool.values.value_type import ValueType

_FORM_NAME = r"[A-Za-z][A-Za-z0-9:._-]*"
_SLUG = r"[A-Za-z0-9._-]+"


def check_form_name(text: str) -> tuple[Fault, ...]:
    """Accept the name of a form's field.

    Source: https://www.rssboard.org/rss-profile#element-channel-textinput-name
    """
    if re.fullmatch(_FORM_NAME, text.strip()):
        return ()
    says = "expected a letter, then letters, digits and : - . _"
    return (Fault("bad-name" if text.strip() else "empty-value", says),)


def check_slug(text: str) -> tuple[Fault, ...]:
    """Accept one name of letters, digits, dots and hyphens.

    Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/serviceslugs.txt
    """
    if re.fullmatch(_SLUG, text):
        return ()
    if len(re.findall(_SLUG, text[:200])) > 1:
        return (Fault("several-values", "expected one name; write an element for each"),)
    expected = "expected one name such as spotify"
    return (Fault("bad-name" if text.strip() else "empty-value", expected),)


TYPES = (
    ValueType("form-name", check_form_name, "name of a form field",
              r"\s*([A-Za-z][A-Za-z0-9:._\-]*\s*)?"),
    ValueType("slug", check_slug, "one short name", r"\s*([A-Za-z0-9._\-]+\s*)?"),
)  # fmt: skip

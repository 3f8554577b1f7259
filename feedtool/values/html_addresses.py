"""The addresses of links and pictures in HTML: whether an app can open them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from feedtool.findings.wording import cut
from feedtool.values.fault import Fault
from feedtool.values.html_names import SCRIPT, UNSAFE
from feedtool.values.url_faults import find_link_fault
from feedtool.values.url_schemes import is_hostlike, is_mail

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCRIPT_SCHEME = re.compile(r"(?:javascript|vbscript|data:text/html)", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"[\s<>\"{}|\\^`]")
_QUOTES = "\"'`“”„‟‘’‚‛«»‹›″′＂"
# HTML has no backslash before quotes: they become a part of the address.
_QUOTED = (*_QUOTES, '\\"', "\\'", "&quot")
_REMOVED = SCRIPT | UNSAFE
_ESCAPED_BLANK = re.compile(r"(?i)" r"((?:%20|%09|%0[AD])+)(?=https?://)")


def check_address(value: str, tag: str, place: int, length: int) -> Iterator[Fault]:
    """Report what is wrong with an address in a tag, at its `place` and with its `length`."""
    bare = value.strip()
    squeezed = re.sub(r"[\x00-\x20]", "", bare[:200])
    if _SCRIPT_SCHEME.match(squeezed):
        says = f'"{bare[:60]}" runs a script, which apps remove; leave it out'
        yield Fault("html-script", says, place, length)
    elif bare.startswith(_QUOTED):
        yield Fault("html-quoted-link", _explain_quotes(bare), place, length)
    elif fault := find_link_fault(bare):
        says = fault.says if fault.length else f'"{cut(bare)}": {fault.says}'
        # The remedy is for an address that stands alone, without references.
        instead = fault.instead if not fault.length and "&" not in value else None
        yield replace(
            fault, says=says, index=place, length=length, override="warning", instead=instead
        )
    elif tag in _REMOVED:
        # A better address does not help a tag that apps remove.
        return
    elif not _SCHEME.match(bare) or is_hostlike(bare):
        host = bare.removeprefix("//")
        whole = f"https://{host}" if is_hostlike(host) else None
        instead = f"mailto:{bare}" if is_mail(bare) else whole
        says = _explain_part(bare, tag)
        yield Fault("html-relative-link", says, place, length, instead=instead, doubtful=True)
    elif not bare.startswith(("data:", "mailto:")) and (odd := _NOT_IN_ADDRESS.search(bare)):
        what = "a space" if odd[0].isspace() else f'"{odd[0]}"'
        says = f"{what} is not allowed in the address of {tag}"
        escaped = _NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), bare)
        instead = None if "&" in value else escaped
        yield Fault("html-bad-link", says, place, length, instead=instead)


def _explain_quotes(bare: str) -> str:
    if bare.startswith("\\"):
        return "a backslash is before the quotes of the address; remove it"
    if bare.startswith("&quot"):
        # Without its semicolon it is no reference here.
        inner = re.sub("&quot;?", "", bare)
        return f'&quot becomes part of the address; write "{cut(inner)}" in straight quotes'
    inner = bare.strip(_QUOTES)
    if not inner:
        return f"{bare[0]} is not a quote that HTML knows; write straight quotes"
    return (
        f'the quote {bare[0]} becomes part of the address; write "{cut(inner)}" in straight quotes'
    )


def _explain_part(bare: str, tag: str) -> str:
    if not bare:
        return f"the address of {tag} is empty; write it, or leave the tag out"
    if escaped := _ESCAPED_BLANK.match(bare):
        return f"{escaped[1]} before the address makes it a part of one; remove {escaped[1]}"
    host = bare.removeprefix("//")
    if is_hostlike(host):
        return f'"{cut(bare)}" has no scheme, so it leads nowhere; write https://{cut(host)}'
    if is_mail(bare):
        return f'"{cut(bare)}" is an e-mail address; write mailto:{cut(bare)}'
    return f'"{bare[:60]}" leads nowhere in an app; expected a whole address, https://…'

"""Text as it may stand in XML, so that every reader accepts it and none takes it for markup."""

from xml.sax.saxutils import escape

from feedtool.findings.wording import break_commands, printable


def escaped(text: str) -> str:
    r"""Return a text for an element or an attribute; characters that XML forbids are shown escaped.

    >>> escaped('<b> & "\x00" ]]>')
    '&lt;b&gt; &amp; &quot;\\x00&quot; ]]&gt;'
    """
    return break_commands(escape(printable(text), {'"': "&quot;"}), "&#35;")


def attributes(**values: object) -> str:
    """Return attributes with a blank before each; those that are None are left out.

    >>> attributes(line=3, column=None, message="a & b")
    ' line="3" message="a &amp; b"'
    """
    shown = {name: value for name, value in values.items() if value is not None}
    return "".join(f' {name}="{escaped(str(value))}"' for name, value in shown.items())

"""Texts that do harm where they are not written with care; feeds and names of files may hold them."""

HOSTILE_TEXTS = (
    "::error::no", "::stop-commands::x", "  ::set-output name=x::y", "::add-mask::e",
    "##[error]no", "a ##[add-mask]e", "###[group]", "##[stop-commands]x", "##vso[task.complete result=Failed;]", "##teamcity[buildStop]",
    "]]>", "<![CDATA[", "<script>alert(1)</script>", "<b>bold", "</li></ul><img src=x onerror=alert(1)>", "<!-- ", "-->", "&amp; &lt; &#0; &", "\" onload=\"x\" '", "<?php ?>",
    "a|b", "\\|", "\\", "`code`", "``` x", "`", "[text](https://evil.example.com)", "![picture](https://evil.example.com/a.png)", "[text]", "[x]: https://evil.example.com", "https://evil.example.com",
    "www.evil.example.com", "user@example.com", "@user", "#1", "owner/repository#1", "*strong* _em_ ~~x~~", "# heading", "---", "- [ ] task", "1. one", "> quote", "$x$", "$$x$$", ":smile:", "[^1]", "[[wiki]]",
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x00", "\x07\x08\x7f", "\x9b31m", "one\ntwo", "one\r\ntwo\rthree", "tab\there", "\x0b\x0c", "\x85 \u2028 \u2029",
    "\u202eright to left\u202c", "\u2066\u2069", "\u200b\u200d\ufeff", "\ufffe\uffff", "\U0001f600 \U000e0001", "e\u0301", "灯台", "\u00a0",
    "%0A%0D%25 100%", "a,b:c=d", "file=x,line=1", "{0} {{ title }} {% x %} ${x} $(id)", "=SUM(A1)", " leading and trailing ", " ", "x" * 5000, "word " * 1000,
)  # fmt: skip
# Bytes in the name of a file that are no UTF-8, and what no encoding has.
LONE_SURROGATES = ("caf\udce9.xml", "\ud800 \udfff")

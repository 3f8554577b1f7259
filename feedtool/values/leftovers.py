"""What tools leave in texts: Markdown, codes of web sites, gaps of templates, dummy text.

Apps show all of these as they are written. Code that explains such things is meant, so what stands
inside `code` and `pre` is not looked at.
"""

import re
from collections.abc import Iterator

from feedtool.findings.wording import cut
from feedtool.values.fault import Fault

# These patterns take 9 ms to compile, and few texts need one of them: `re` compiles and keeps each
# when it is first used.
_CODE = (
    r"(?is)"
    r"<(code|pre|kbd|samp|tt|script|style|textarea)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<[A-Za-z/!][^<>]*>"
)
_MARKDOWN = (
    r"(?m)"
    r"(?P<link>!?\[[^\[\]\n]{1,200}\]\(\s{0,99}(?:https?://|mailto:)[^\s()]{1,500}\s{0,99}\))"
    r"|(?P<bold>(?<![\w*\\])\*\*(?=[^\s*\\])[^*\n]{0,200}[^\s*]\*\*(?![\w*]))"
    r"|^(?P<heading>\#{1,6}[ ]+(?=[^\W\d_])[^\n]{1,100})$"
    r"|^(?P<fence>```\w*)$"
)
_KINDS = {"link": "a link", "bold": "bold text", "heading": "a heading", "fence": "code"}
_SHORTCODE = (
    r"(?i)"
    r"\[/?(?:powerpress|caption|wp_caption|gallery|playlist|podcast_player|podcast_subscribe"
    r"|contact-form-7|smart_track_player|rev_slider|tve_\w+|vc_\w+|et_pb_\w+|fusion_\w+|su_\w+"
    r"|av_\w+|podlove-[\w-]+|siteorigin_\w+|fl_builder\w*|elementor-\w+|nectar_\w+|mk_\w+"
    r"|wpforms|ssp_\w+|spp-\w+)(?:\s[^\[\]]{0,500})?/?\]"
    r"|\[[a-z][a-z0-9_-]{1,40}(?:\s{1,9}[a-z][\w-]{0,40}=(?:[\"'“”″]|&quot;|&#82[0-9]{2};)[^\[\]]{0,500})\]"
    # Any name with an attribute as these codes have them, or with an end tag.
    r"|\[[a-z][a-z0-9_-]{1,40}\s{1,9}(?:ids?|url|src|link|type|width|height|file|title|class|size"
    r"|columns|limit|number|count|episode|player|code)=[^\s\[\]]{1,200}(?:\s[^\[\]]{0,300})?\]"
    r"|\[(?!rant|sarcasm|irony|joke)(?P<name>[a-z][a-z0-9_-]{2,30})(?:\s[^\[\]]{0,300})?\]"
    r"[^\[\]]{0,500}\[/(?P=name)\]"
    r"|\[url=[^\[\]\s]{1,300}\]|\[(?P<code>b|i|u|img|quote)\][^\[\]]{1,300}\[/(?P=code)\]"
)
_WORDS = (
    r"(?:title|subtitle|name|description|summary|episode|show|podcast|author|host|guest|date|link"
    r"|url|number|guid|content|body|item|post|entry|duration|image|season|slug|permalink|excerpt)"
)
_IN_BRACES = rf"[^{{}}\n]{{0,40}}{_WORDS}[^{{}}\n]{{0,40}}\}}"
_GAP = (
    r"(?i)"
    rf"\{{\{{{_IN_BRACES}\}}|\$\{{{_IN_BRACES}|%%[a-z_.-]{{0,30}}{_WORDS}[a-z_.-]{{0,30}}%%"
    r"|\{%\s[^{}\n]{1,80}\s%\}|\[object Object\]"
)
_NOTHING = (
    r"(?i)"
    r"(?:undefined|null|none|nan|nil|\(null\)|%[sd]|\$\{[^{}]*\}|\{\{[^{}]*\}\}|%%\w+%%)"
)
# A text about such text is no dummy text.
_LOREM = (
    r"(?i)"
    r"\blorem\s+ipsum\s+dolor\b"
    r"|\A\W{0,200}lorem\s+ipsum\b(?!\s*[:–—-]|\s+(?:is|was|and|or|as|in|has|by|for)\b)(?:\s+dolor)?"
)
_NOUN = (
    r"(?:(?:episode|show|podcast|channel)['’]?s?\s+)?(?:title|subtitle|description|summary|text|name"
    r"|notes|show\s?notes|content)"
)
_DUMMY = (
    r"(?i)"
    r"[\s\[(<{*_-]*(?:"
    r"(?:insert|enter|add|type|put|write|place|paste)\s+(?:an?\s|the\s|your\s|some\s)?(?:\w+\s)?"
    rf"{_NOUN}(?:\s+(?:of\s+\w+\s+)?(?:goe?s?\s+)?here)?"
    rf"|(?:your\s+|the\s+)?{_NOUN}\s+(?:goe?s?\s+)?here"
    r"|to-?do|tbd|tba|t\.b\.[ad]\.|to be (?:added|announced|written|done)|lorem ipsum"
    r"|(?:dummy|sample) text|placeholder(?: text)?|asdf+|test test(?: test)?|xxx+|blah(?: blah)+"
    r")[\s\])>}*_.!…:-]*"
)
_SHORT = 80


def find_leftovers(text: str) -> Iterator[Fault]:
    """Yield what a tool left in a description: at most one fault of each kind."""
    if len(text) < _SHORT and (unfilled := _find_unfilled(text)) is not None:
        yield unfilled
        return
    shown = re.sub(_CODE, _blank, text) if "<" in text else text
    if "[" in shown or "**" in shown or "#" in shown or "```" in shown:
        yield from _find_markdown(shown)
        yield from _find_shortcode(shown)
    if ("{" in shown or "%%" in shown or "[object" in shown) and (gap := re.search(_GAP, shown)):
        says = f'"{cut(gap[0])}" looks like a placeholder that was not filled in'
        yield Fault("text-placeholder", says, gap.start(), len(gap[0]))
    if lorem := re.search(_LOREM, shown):
        yield _dummy(lorem)


def find_dummy(text: str) -> tuple[Fault, ...]:
    """Return what shows that a title is still to be written."""
    found = re.search(_LOREM, text) or re.fullmatch(_DUMMY, text[:_SHORT])
    return (_dummy(found),) if found else ()


def _find_unfilled(text: str) -> Fault | None:
    """Return the fault of a text that is dummy text or a placeholder from end to end."""
    if dummy := re.fullmatch(_DUMMY, text):
        return _dummy(dummy)
    if nothing := re.fullmatch(_NOTHING, text.strip()):
        says = f'"{cut(nothing[0])}" looks like a placeholder that was not filled in'
        return Fault("text-placeholder", says, text.index(nothing[0]), len(nothing[0]))
    return None


def _dummy(found: re.Match[str]) -> Fault:
    shown = found[0].strip()
    says = f'"{cut(shown)}" is dummy text; write the real text'
    return Fault("text-dummy", says, found.start() + found[0].index(shown), len(shown))


def _find_markdown(text: str) -> Iterator[Fault]:
    if found := re.search(_MARKDOWN, text):
        kind = _KINDS[found.lastgroup or "link"]
        says = (
            f'"{cut(" ".join(found[0].split()))}" is {kind} in Markdown; '
            "apps show it as it is written; write HTML or plain text"
        )
        yield Fault("text-markdown", says, found.start(), len(found[0]))


def _find_shortcode(text: str) -> Iterator[Fault]:
    if found := re.search(_SHORTCODE, text):
        shown = f'"{cut(found[0])}" is a shortcode of a web site'
        says = f"{shown}; apps show it as it is written; remove it"
        text = re.sub(r"\[[^\[\]]*\]", "", found[0])
        yield Fault(
            "text-shortcode", says, found.start(), len(found[0]), instead=text, doubtful=True
        )


def _blank(match: re.Match[str]) -> str:
    """Return spaces in place of a tag or of code, line breaks kept."""
    return re.sub(r"[^\n]", " ", match[0])

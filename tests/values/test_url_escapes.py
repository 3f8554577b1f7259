"""Characters: which nobody sees, which must be escaped, which are escaped twice."""

import pytest
from addresses import told


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("https://example.com/a b", "error bad-url: a space is not allowed in a URL; write %20"),
        ("https://example.com/a\tb", "error bad-url: a tab is in the address; remove it"),
        ("https://example.com/a\nb", "error bad-url: a line break is in the address; write the address on one line"),
        ("https://example.com/a<b", "error bad-url: the character '<' is not allowed in a URL; write %3C"),
        ("https://example.com/a|b", "error bad-url: the character '|' is not allowed in a URL; write %7C"),
        ("https://example.com/a{b", "error bad-url: the character '{' is not allowed in a URL; write %7B"),
        ("https://example.com/{8A6C0D5E-1111-2222}/e1", "error bad-url: the character '{' is not allowed in a URL; write %7B"),
        ("https://example.com/%zz", "error bad-url: % must be followed by two hexadecimal digits; write %25 for a percent sign"),
        ("https://example.com/100%", "error bad-url: % must be followed by two hexadecimal digits; write %25 for a percent sign"),
        ("https://example.com/#a#b", "error bad-url: a URL has at most one #; write %23 for the second"),
        ("https://example.com/ü", "error url-not-ascii: expected ASCII; percent-encode the other characters: https://example.com/%C3%BC"),
        ("https://example.com/u\u0308", "error url-not-ascii: expected ASCII; percent-encode the other characters: https://example.com/%C3%BC"),
        (f"https://example.com/ü{'e' * 40}", "error url-not-ascii: expected ASCII; percent-encode the other characters"),
        ("https://example.com/my #1.mp3", "error bad-url: a space is not allowed in a URL; write %20 for the space, and %23 for the # if it belongs to the name of the file"),
        ("https://example.com/e1%20", "+22 warning url-invisible-character: %20 is the escape of a space or a line break at the end; remove it"),
        ("https://example.com/e1%0A", "+22 warning url-invisible-character: %0A is the escape of a space or a line break at the end; remove it"),
        ("https://bücher.example/e1", "error url-not-ascii: expected ASCII; percent-encode the other characters (the host needs xn--)"),
        ("https://example.com/?f[a]=1", "error bad-url: [ and ] must be written %5B and %5D"),
        ("https://example.com/rope\u200btide", "+24 error url-invisible-character: the invisible character U+200B (zero width space) is in the address; remove it"),
        ("\ufeffhttps://example.com/e1", "+0 error url-invisible-character: the invisible character U+FEFF (zero width no-break space) is in the address; remove it"),
        ("https://example.com/e1\u200b", "+22 error url-invisible-character: the invisible character U+200B (zero width space) is in the address; remove it"),
        ("https://example.com/e1\xa0", "+22 error url-invisible-character: the invisible character U+00A0 (no-break space) is in the address; remove it"),
        ("https://example.com/so\xadft", "+22 error url-invisible-character: the invisible character U+00AD (soft hyphen) is in the address; remove it"),
        ("https://example.com/\u202ee1", "+20 error url-invisible-character: the invisible character U+202E (right-to-left override) is in the address; remove it"),
        ("https://exam\u2060ple.com/e1", "+12 error url-invisible-character: the invisible character U+2060 (word joiner) is in the address; remove it"),
        ("https://example.com/a\u200cb", "+21 error url-invisible-character: the invisible character U+200C (zero width non-joiner) is in the address; remove it"),
        (" https://example.com/e1\u200b", "+23 error url-invisible-character: the invisible character U+200B (zero width space) is in the address; remove it"),
        ("https://example.com/e1%E2%80%8B", "+22 warning url-invisible-character: %E2%80%8B is the escape of an invisible character; remove it"),
        ("https://example.com/%C2%A0e1", "+20 warning url-invisible-character: %C2%A0 is the escape of an invisible character; remove it"),
        ("https://example.com/e1?a=1&amp;b=2", '+26 warning url-escaped-twice: a sign is escaped twice, so the address itself holds "&amp;"; escape it once, or not at all inside CDATA'),
        ("https://example.com/e1?a=1&#38;b=2", '+26 warning url-escaped-twice: a sign is escaped twice, so the address itself holds "&#38;"; escape it once, or not at all inside CDATA'),
        ("https://example.com/e1?a=1&#x26;b=2", '+26 warning url-escaped-twice: a sign is escaped twice, so the address itself holds "&#x26;"; escape it once, or not at all inside CDATA'),
        ("https://example.com/e1?a=&quot;b&quot;", '+25 warning url-escaped-twice: a sign is escaped twice, so the address itself holds "&quot;"; escape it once, or not at all inside CDATA'),
        ("https://example.com/my%2520notes", '+22 warning url-escaped-twice: "%2520" is "%20" escaped twice; write %20'),
        ("https://example.com/caf%25C3%25A9", '+23 warning url-escaped-twice: "%25C3%25A9" is "%C3%A9" escaped twice; write %C3%A9'),
        ("https://example.com/a%252Cb", '+21 warning url-escaped-twice: "%252C" is "%2C" escaped twice; write %2C'),
        ("https://example.com/e1?title=my%2520notes", '+31 warning url-escaped-twice: "%2520" is "%20" escaped twice; write %20'),
        ("https://t.example.com/https://cdn.example.com/my%2520notes.mp3", '+48 warning url-escaped-twice: "%2520" is "%20" escaped twice; write %20'),
        ("https://t.example.com/r/https%253A%252F%252Fcdn.example.com%252Fe1.mp3", '+24 info url-escaped-twice: the address from "https%253A%252F%252F" on is escaped twice; this is right only if the service in front of it removes both'),
        ("https://example.com/%C3%BC%2520", '+26 warning url-escaped-twice: "%2520" is "%20" escaped twice; write %20'),
    ],
)  # fmt: skip
def test_address_is_told_with_its_cause_and_the_remedy(value: str, line: str) -> None:
    assert told(value) == [line]


@pytest.mark.parametrize(
    "value",
    [
        "https://example.com/a%20b",
        "https://example.com/%C3%BC",
        "https://example.com/it%E2%80%99s",
        "https://example.com/give?title=The%C2%A0ferry",
        "https://example.com/%E2%80%8Ce1",
        "https://example.com/100%25",
        "https://example.com/100%25%20off",
        "https://example.com/50%25best",
        "https://example.com/e1?a=1&b=2",
        "https://example.com/e1?a=1&copy=2",
        "https://example.com/e1?a=1&amp=2",
        "https://example.com/~mira/e1",
        "https://example.com/a+b",
        "https://example.com/a,b;c=1",
        "https://example.com/@mira",
        "https://example.com/#a",
        "https://example.com/#/a?b",
        "https://example.com/?f%5Ba%5D=1",
        "https://t.example.com/r/https%3A%2F%2Fcdn.example.com%2Fe1.mp3",
        "https://t.example.com/r/https%3A%2F%2Fcdn.example.com%2Fmy%2520notes.mp3",
        "https://example.com/e1?from=https%3A%2F%2Fcdn.example.com%2Fmy%2520notes.mp3",
        "https://example.com/e1?u=cdn.example.com%2Fmy%2520notes",
        "https://example.com/e1?mpt=uo%253D4",
    ],
)  # fmt: skip
def test_near_miss_is_silent(value: str) -> None:
    assert told(value) == []

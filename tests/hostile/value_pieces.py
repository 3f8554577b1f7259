"""What hostile values are made of: a beginning that a check takes for its own, and a piece repeated."""

BEGINNINGS = (
    "",
    "https://",
    "https://example.com/",
    "https://example.com/?",
    "https://dts.podtrac.com/redirect.mp3/",
    "mailto:",
    "mira@",
    "mira@example.com (",
    "geo:",
    "Mon, 01 Jan 2024 ",
    "2024-01-01T",
    "en-",
    "audio/mpeg",
    "FREQ=WEEKLY;",
    "1",
    "<p>",
)
PIECES: dict[str, tuple[str, ...]] = {
    "addresses": (
        "http://", "/http", "https:", "a/", "../", "/", "\\", "?a=b&", "#", ".mp3?", "::1",
        "dts.podtrac.com/redirect.mp3/", "dts.podtrac.com/redirect.mp3/x.",
    ),
    "hosts and percents": (
        ".", "a.", "-", "xn--a.", "\uff41\u3002", "%", "%25", "http%3A%2F%2F", "%E2%80%8B", "[::",
    ),
    "mail and brackets": ("@", "a@b.", "<a@b.co>", "(", "()", "[", "{", "<", "&", '"', "'"),
    "numbers and dates": (
        "7", "0", "1:", "1,", " , ", "+-", "1.5,2.5 ", "-ab", "-x", ";a=b", "BYDAY=MO;", "=", "(a) ",
    ),
    "blanks and words": (" ", "\n", "a", "ab ", "QUJD", "lorem ipsum ", "your ", "Arts / "),
    "html": (
        "<p>", "</p>", "<a ", "<a b='", "<!--", "&lt;p&gt;", "&lt;a href=http://a.co", "&eacute;",
        "&amp;amp;", "&a", "<script>", "<b title=x>",
    ),
    "markdown and templates": (
        "{{title}} ", "{{a", "%%a", '[a b="c"] ', "[ab ", "[a](http://b.co) ", "[a](", "**a** ", "*",
        "# a\n", "`",
    ),
    "letters": (
        "é", "\u0301", "e\u0301", "Ã©", "â€™", "ÃƒÂ©", "\ufffd", "\u200b", "\u202e", "a\u200d",
        "\U0001f600", "\uac00", "\u0e33",
    ),
}  # fmt: skip

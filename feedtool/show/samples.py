"""The values that `feedtool init` writes, and that the author of a show replaces."""

SHOW_TITLE = "My show"
HOST = "https://example.com/"
AUTHOR = "Your name"
EMAIL = "you@example.com"
DESCRIPTION = "What the show is about, in one or two sentences. You may use Markdown."
EPISODE_TITLE = "The first episode"
EPISODE_NOTES = """\
Show notes in Markdown:

- what the episode is about
- [where to read more](https://example.com/)"""

from feedtool.transcripts.check import check_transcript
from feedtool.transcripts.foreign import find_foreign
from feedtool.transcripts.page import format_html, read_paragraphs

ENDINGS = ("vtt", "srt", "json", "txt", "html")


def run(data: bytes) -> None:
    """The first byte says as which kind the rest is read."""
    if not data:
        return
    ending, data = ENDINGS[data[0] % len(ENDINGS)], data[1:]
    text = data.decode("utf-8", "replace")
    for fault in check_transcript(text, ending):
        assert len(fault.says) < 1000, fault
    find_foreign(data, ending)
    read_paragraphs(text)
    format_html(text, language="en", title="The pier")

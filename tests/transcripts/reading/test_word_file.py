"""Word files of turns, and what is hostile in them."""

import io
import zipfile
from collections.abc import Callable

import pytest

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.places import Reading
from feedtool.transcripts.reading.word_file import read_word

Turn = tuple[str, int | None, str]
MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOLD = "<w:rPr><w:b/></w:rPr>"


def pack(
    document: str | bytes, name: str = "word/document.xml", method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, document)
    return made.getvalue()


def document(body: str, space: str = MAIN) -> bytes:
    return pack(
        f'<?xml version="1.0"?><w:document {space}><w:body>{body}<w:sectPr/></w:body></w:document>'
    )


def run(text: str, form: str = "") -> str:
    return f'<w:r>{form}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*parts: str, style: str = "") -> str:
    form = f'<w:pPr><w:pStyle w:val="{style}"/><w:rPr><w:b/></w:rPr></w:pPr>' if style else ""
    return f"<w:p>{form}{''.join(parts)}</w:p>"


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def read(data: bytes) -> tuple[Reading | None, list[str]]:
    findings = FileFindings("a.docx")
    reading = read_word(data, findings)
    return reading, [one.message for one in findings.found]


HELLO, HI = paragraph(run("Mira: Hello.")), paragraph(run("Bo: Hi."))
PLAIN: list[Turn] = [("Mira", None, "Hello."), ("Bo", None, "Hi.")]
TIMED: list[Turn] = [("Mira", 0, "Hello."), ("Bo", 4000, "Hi.")]
BODIES: dict[str, tuple[str, list[Turn]]] = {
    "names": (HELLO + HI, PLAIN),
    "words in runs": (paragraph(run("Mi"), run("ra: "), run("Hel"), run("lo.")) + HI, PLAIN),
    "bold names": (paragraph(run("Mira", BOLD), run(": Hello.")) + paragraph(run("Bo:", BOLD), run(" Hi.")), PLAIN),
    "Otter": (paragraph(run("Mira"), "<w:r><w:tab/></w:r>", run("0:00")) + paragraph(run("Hello.")) + paragraph(run("Bo  0:04")) + paragraph(run("Hi.")), TIMED),
    "Teams": (paragraph(run("Mira", BOLD), run("   0:00"), "<w:r><w:br/></w:r>", run("Hello.")) + paragraph(run("Bo", BOLD), run("   0:04"), "<w:r><w:br/></w:r>", run("Hi.")), TIMED),
    "a table of two columns": (table([paragraph(run("Mira")), paragraph(run("Hello."))], [paragraph(run("Bo")), paragraph(run("Hi."))]), PLAIN),
    "a table of three columns": (table([paragraph(run("0:00")), paragraph(run("Mira")), paragraph(run("Hello."))], [paragraph(run("0:04")), paragraph(run("Bo")), paragraph(run("Hi."))]), TIMED),
    "a table around all": (table([HELLO + HI]), PLAIN),
    "a table in a cell": (table([paragraph(run("Mira")), table([paragraph(run("Hello."))])], [paragraph(run("Bo")), paragraph(run("Hi."))]), PLAIN),
    "headings": (paragraph(run("Transcript: nets"), style="Heading1") + HELLO + HI, PLAIN),
    "deleted text": (paragraph(run("Mira: "), "<w:del><w:r><w:delText>Good day.</w:delText><w:t>No.</w:t></w:r></w:del><w:ins>", run("Hello."), "</w:ins>") + HI, PLAIN),
    "moved text": (paragraph(run("Mira: Hello."), "<w:moveFrom>", run("No."), "</w:moveFrom>") + HI, PLAIN),
    "a text box": (paragraph(run("Mira: Hello."), "<w:r><w:txbxContent>" + paragraph(run("Advert")) + "</w:txbxContent></w:r>") + HI, PLAIN),
    "links and fields": (paragraph("<w:hyperlink>", run("Mira"), "</w:hyperlink>", run(": Hello."), "<w:r><w:instrText>PAGE</w:instrText></w:r>") + HI, PLAIN),
    "references": (paragraph(run("Mira: fish &amp; chips &#233;")) + HI, [("Mira", None, "fish & chips é"), PLAIN[1]]),
    "two paragraphs": (HELLO + paragraph(run("So.")) + HI, [PLAIN[0], ("Mira", None, "So."), PLAIN[1]]),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_a_document_is_read(name: str) -> None:
    body, turns = BODIES[name]
    reading, found = read(document(body))
    assert found == []
    assert reading is not None
    assert [(one.speaker, one.start_ms, one.text) for one in reading.transcript.cues] == turns


def test_strict_documents_are_read_and_turns_have_the_number_of_their_paragraph() -> None:
    reading, _ = read(document(paragraph() + HELLO + paragraph() + HI, 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'))  # fmt: skip
    assert reading is not None
    assert reading.places.find([0, 1]) == {0: (2, 1), 1: (4, 1)}


def spoil(data: bytes, at: int) -> bytes:
    return data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :]


def with_password() -> bytes:
    data = bytearray(document(HELLO))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


ENTITIES = f'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document {MAIN}><w:p>&b;</w:p></w:document>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: pack(b"<w>" + b" " * 50_000_000), "its text is larger than 40 MB; expected one episode"),
    "endless paragraphs": (lambda: document("<w:p/>" * 200_001), "it has more than 200,000 lines or paragraphs; expected one episode"),
    "endless breaks": (lambda: document(f"<w:p><w:r>{'<w:br/>' * 200_001}</w:r></w:p>"), "it has more than 200,000 lines or paragraphs; expected one episode"),
    "LZMA": (lambda: pack("<w/>", method=zipfile.ZIP_LZMA), "the Word document is packed as no program does; save it again"),
    "entities": (lambda: pack(ENTITIES), "the Word document has a DOCTYPE, which no program writes; save it again"),
    "no document": (lambda: pack("<x/>", "word/styles.xml"), "the Word document has no text: word/document.xml is missing"),
    "cut off": (lambda: document(HELLO)[:-30], "the Word document is damaged: File is not a zip file; save it again"),
    "no XML": (lambda: pack("<w>"), "the Word document is damaged; its text is no XML: no element found in line 1 of it"),
    "an encoding that nobody knows": (lambda: pack('<?xml version="1.0" encoding="x-1"?><w/>'), "the Word document is damaged: unknown encoding: x-1; save it again"),
    "an encoding that XML cannot have": (lambda: pack('<?xml version="1.0" encoding="utf-7"?><w/>'), "the Word document is damaged: multi-byte encodings are not supported; save it again"),
    "a password": (with_password, "the Word document has a password; save it without one"),
    "no words": (lambda: document(paragraph()), "it has no words; expected what is said"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_transcript_is_refused(name: str) -> None:
    make, message = HOSTILE[name]
    assert read(make()) == (None, [message])


def test_damage_at_any_byte_is_no_traceback() -> None:
    whole = document(HELLO + HI)
    for at in range(0, len(whole) - 4, 3):
        reading, found = read(spoil(whole, at))
        assert (reading is None) == bool(found)


def test_deep_elements_and_many_parts_end() -> None:
    assert read(pack("<w>" * 200_000))[0] is None
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.xml", "")
        archive.writestr("word/document.xml", "<w/>")
    assert read(made.getvalue())[0] is None

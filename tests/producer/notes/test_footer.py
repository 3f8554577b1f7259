"""The footer of show notes: its sections, their labels and links, and where it stands."""

import pytest
from show_folder import Folder

GUESTS = """\
guests:
  - {name: Bo & Co, role: Pilot, organization: Port, url: "https://example.com/bo?a=1&b=2"}
  - {name: Noor}
link: https://example.com/1
"""
FUNDING = "funding: [{url: https://example.com/give, text: Keep us afloat}]\n"
G = (
    '<p><b>Guests:</b> <a href="https://example.com/bo?a=1&amp;b=2">Bo &amp; Co</a> (Pilot, Port) '
    "· Noor</p>"
)
L = (
    '<p><b>Links:</b> <a href="https://example.com/1">Nets</a> · '
    '<a href="https://example.com/">Harbour Notes</a></p>'
)
T = (
    '<p><b>Transcript:</b> <a href="https://example.com/transcripts/001-nets.html">Nets</a></p>'
)  # fmt: skip
F = '<p><b>Support the show:</b> <a href="https://example.com/give">Keep us afloat</a></p>'


@pytest.mark.parametrize(
    ("show", "episode", "footer"),
    [
        ("", "", [G, L, T, F]),
        ("footer: true\n", "", [G, L, T, F]),
        ("footer: [funding, guests]\n", "", [F, G]),
        ("footer: {guests: In this episode, funding: Give!}\n", "",
         [G.replace("Guests", "In this episode"), F.replace("Support the show:", "Give!")]),
        ("footer: false\n", "", []),
        ("footer: false\n", "footer: links\n", [L]),
        ("footer_text: Rate *us*.\n", "footer: [links]\n", [L, "<p>Rate <em>us</em>.</p>"]),
        ("footer: false\nfooter_text: Rate us.\n", "", ["<p>Rate us.</p>"]),
        ("footer_text: Rate us.\n", "footer: false\n", []),
        ("footer_text: Rate us.\n", "footer: false\nfooter_text: Bye.\n", ["<p>Bye.</p>"]),
        ("language: fr-CA\nfooter: [guests]\n", "", [G.replace("Guests:", "Avec&nbsp;:")]),
        ("language: ja\nfooter: [links]\n", "", [L.replace("Links:", "リンク：")]),
        ("language: zh-TW\nfooter: [links]\n", "", [L.replace("Links:", "連結：")]),
        ("language: de\nfooter: [guests]\n", "", [G.replace("Guests", "Zu Gast")]),
        ("language: cy\nfooter: [guests]\n", "", [G]),
    ],
)  # fmt: skip
def test_footer(folder: Folder, show: str, episode: str, footer: list[str]) -> None:
    folder.put("transcripts/1.txt", b"Hello.\n")
    folder.write(
        "Notes.", show=FUNDING + show, episode=f"{GUESTS}transcript: transcripts/1.txt\n{episode}"
    )
    assert folder.build() == []
    assert folder.notes() == "\n".join(["<p>Notes.</p>", *footer])
    assert folder.channel().findtext("item/description") == "Notes."


LISTED = """\
chapters:
  - {start: 0:50, title: Nets & <ropes>}
  - {start: 0, title: Ebb}
  - {start: 30, toc: false, image: https://example.com/p.png}
  - {start: 41.9, title: Fish, url: https://example.com/f}
"""
LINES = "Ebb<br>\n00:41 Fish<br>\n00:50 Nets &amp; &lt;ropes&gt;</p>"


@pytest.mark.parametrize(
    ("show", "episode", "footer"),
    [
        ("footer: [chapters]\n", "", f"<p><b>Chapters:</b><br>\n00:00 {LINES}"),
        ("footer: {chapters: In this episode}\n", "", f"<p><b>In this episode:</b><br>\n00:00 {LINES}"),
        ("footer: false\n", "footer: chapters\n", f"<p><b>Chapters:</b><br>\n00:00 {LINES}"),
        ("language: ja\nfooter: [chapters]\n", "", f"<p><b>チャプター：</b><br>\n00:00 {LINES}"),
        ("footer: [chapters]\n", "chapters: []\n", ""),
        ("footer: [chapters]\n", "footer: false\n", ""),
    ],
)  # fmt: skip
def test_chapters_are_listed_where_they_are_asked_for(
    folder: Folder, show: str, episode: str, footer: str
) -> None:
    keys = episode if "chapters: []" in episode else LISTED + episode
    folder.write("Notes.", show=show, episode=keys)
    assert [one for one in folder.build() if "info" not in one] == []
    assert folder.notes() == "\n".join(["<p>Notes.</p>", *([footer] if footer else [])])


def test_times_have_hours_if_one_has(folder: Folder) -> None:
    chapters = "chapters: [{start: 0, title: A}, {start: 1:00:00, title: B}]\n"
    folder.write("Notes.", show="footer: [chapters]\n", episode=chapters)
    folder.build()
    assert folder.notes().endswith("<br>\n00:00:00 A<br>\n01:00:00 B</p>")


def test_a_footer_that_is_true_has_no_chapters(folder: Folder) -> None:
    folder.write("Notes.", show="footer: true\n", episode=LISTED)
    assert folder.build() == []
    assert "Ebb" not in folder.notes()


def test_sections_without_content_are_left_out(folder: Folder) -> None:
    folder.write("<b>Unclosed")
    assert folder.build() == []
    assert folder.notes().endswith(
        '\n<p><b>Links:</b> <a href="https://example.com/">Harbour Notes</a></p>'
    )


LINKS = '<p><b>Links:</b> <a href="https://example.com/">Harbour Notes</a></p>'


@pytest.mark.parametrize(
    ("episode", "notes", "description"),
    [
        (
            "summary: Nets & <knots>\n",
            f"<p>Nets &amp; &lt;knots&gt;</p>\n{LINKS}",
            "Nets & <knots>",
        ),
        ("", LINKS, None),
        ("description_format: html\n", LINKS, LINKS),
        ("footer: false\n", "", None),
        ("footer: false\nsummary: Nets\n", "", "Nets"),
    ],
)
def test_footer_is_written_without_notes(
    folder: Folder, episode: str, notes: str, description: str | None
) -> None:
    folder.write("", episode=episode)
    folder.build()
    assert folder.notes() == notes
    assert folder.channel().findtext("item/description") == description


VTT, SRT, PAGE = (
    "https://example.com/1.vtt",
    "https://example.com/1.srt",
    "https://example.com/1.html",
)


@pytest.mark.parametrize(
    ("language", "transcripts", "links"),
    [
        ("", f"[{VTT}, {PAGE}]", [(PAGE, "Nets")]),
        ("", f"[{VTT}, {SRT}]", [(VTT, "Nets")]),
        ("", f"[{{url: {PAGE}, language: fr}}, {{url: {VTT}, language: en}}]",
         [(VTT, "Nets"), (PAGE, "Français")]),
        ("", f"[{{url: {PAGE}, language: fr}}, {VTT}]", [(VTT, "Nets"), (PAGE, "Français")]),
        ("fr", f"[{{url: {PAGE}, language: en}}, {{url: {VTT}, language: fr-CA}}]",
         [(VTT, "Nets"), (PAGE, "English")]),
        ("de", f"[{{url: {VTT}, language: pt-BR}}, {{url: {PAGE}, language: zh-Hant}}]",
         [(VTT, "Português (BR)"), (PAGE, "繁體中文")]),
        ("", f"[{{url: {VTT}, language: fr}}, {{url: {PAGE}, language: FR}}, {SRT}]",
         [(SRT, "Nets"), (PAGE, "Français")]),
        ("pt-BR", f"[{{url: {PAGE}, language: pt-PT}}, {{url: {VTT}, language: pt-BR}}]",
         [(VTT, "Nets"), (PAGE, "Português (PT)")]),
    ],
)  # fmt: skip
def test_footer_links_the_transcript_in_the_language_of_the_episode(
    folder: Folder, language: str, transcripts: str, links: list[tuple[str, str]]
) -> None:
    own = f"language: {language}\n" if language else ""
    folder.write(
        "Notes.", show="footer: {transcript: Text}\n", episode=f"{own}transcript: {transcripts}\n"
    )
    folder.build()
    shown = " · ".join(f'<a href="{url}">{text}</a>' for url, text in links)
    assert folder.notes() == f"<p>Notes.</p>\n<p><b>Text:</b> {shown}</p>"

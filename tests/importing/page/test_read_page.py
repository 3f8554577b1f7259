from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool.importing.page.import_files import format_turns
from feedtool.importing.page.read_date import parse_date
from feedtool.importing.page.read_page import Page, PageError, read_page, to_markdown
from feedtool.importing.page.read_title import read_title
from feedtool.producer.notes.render import render_plain
from feedtool.transcripts.model import Cue
from feedtool.transcripts.speaker_labels import read_turns

PAGES = Path(__file__).parent / "pages"


def read(name: str) -> Page:
    return read_page((PAGES / f"{name}.txt").read_bytes().decode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1st Jun 2022", date(2022, 6, 1)),
        ("June 1, 2022", date(2022, 6, 1)),
        ("1 June 2022", date(2022, 6, 1)),
        ("1er juin 2022", date(2022, 6, 1)),
        ("2022-06-01", date(2022, 6, 1)),
        ("Wednesday, 1 June 2022", date(2022, 6, 1)),
        ("mercredi 1 juin 2022", date(2022, 6, 1)),
        ("5. März 2023", date(2023, 3, 5)),
        ("12 de octubre de 2021", date(2021, 10, 12)),
        ("31/12/2021", date(2021, 12, 31)),
        ("12/31/2021", date(2021, 12, 31)),
        ("03/03/2021", date(2021, 3, 3)),
        ("01/06/2022", None),
        ("31 June 2022", None),
        ("June", None),
        ("le mercredi 1er juin 2022", date(2022, 6, 1)),
        ("1 juin 2022 à 10h30", date(2022, 6, 1)),
        ("Mittwoch, den 1. Juni 2022 um 10:30 Uhr", date(2022, 6, 1)),
        ("01.06.2022", date(2022, 6, 1)),
        ("miércoles, 1 de junio de 2022", date(2022, 6, 1)),
        ("1.º de septiembre de 2022", date(2022, 9, 1)),
        ("quarta-feira, 1 de junho de 2022", date(2022, 6, 1)),
        ("1º de março de 2024", date(2024, 3, 1)),
        ("mercoledì 1° giugno 2022", date(2022, 6, 1)),
        ("l'8 marzo 2024 alle ore 10", date(2024, 3, 8)),
        ("June 1, 2022 at 6:00 AM", date(2022, 6, 1)),
        ("June 2022", None),
        ("1 2 2022", None),
        ("32.13.2022", None),
    ],
)
def test_dates(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("line", "number", "season", "title", "guests", "form"),
    [
        ("#33 Le produit - Amandine Durr - Back Market", 33, None, "Le produit", ["Amandine Durr"],
         "#{number} {title} - {guests} - {organizations}"),
        ("Ep. 7: Tides", 7, None, "Tides", [], "Ep. {number}: {title}"),
        ("S2E5 El faro", 5, 2, "El faro", [], "S{season}E{number} {title}"),
        ("12 angry sailors", None, None, "12 angry sailors", [], "{title}"),
        ("Co-working by-the-sea", None, None, "Co-working by-the-sea", [], "{title}"),
        ("One thing - another thing", None, None, "One thing - another thing", [], "{title}"),
        ("Tides - and Why - Bo Lind - Port", None, None, "Tides - and Why", ["Bo Lind"],
         "{title} - {guests} - {organizations}"),
    ],
)  # fmt: skip
def test_titles(line: str, number, season, title: str, guests: list[str], form: str) -> None:
    found = read_title(line, "")
    assert (found.number, found.season, found.text) == (number, season, title)
    assert [guest.name for guest in found.guests] == guests
    assert found.format == form


def test_english_page() -> None:
    page = read("english")
    assert (page.published, page.type, page.language) == (date(2024, 6, 3), "trailer", "en")
    guest = page.title.guests[0]
    assert (page.title.number, page.title.text) == (7, "Tides & timetables")
    assert (guest.name, guest.role, guest.organization) == (
        "Bo Lindström", "Harbour master", "Port of Example",
    )  # fmt: skip
    assert page.summary == (
        "Bo Lindström, Harbour master at Port of Example, explains why \\*nothing\\* leaves on "
        "time.\n\nYou will hear about:\n\n- the moon\n- a broken clock\n- 3 ferries\n\n"
        "Read on at <https://example.com/7_notes>"
    )
    assert format_turns(page.turns) == (
        "Mira: Welcome to the harbour. Today I talk to Bo, who knows every rock.\n\n"
        "Bo: Hello: good to be here.\n\nMira: So, why is nothing on time?\n"
    )
    assert (page.show_title, page.link) == ("Harbour Notes", "https://example.com/mira")
    assert page.description == "Small ports, long stories\n\nTalks about small ports."
    assert [host.name for host in page.hosts] == ["Mira Holt"]
    assert page.mentions == ["Show artwork for Harbour Notes", "Profile picture for Mira Holt"]


def test_german_page_without_guest_and_transcript() -> None:
    page = read("german")
    assert (page.published, page.language) == (date(2023, 3, 5), "de")
    assert (page.title.number, page.title.text) == (12, "Wer hat an der Uhr gedreht?")
    assert (page.title.guests, page.turns, page.hosts) == ([], [], [])


def test_spanish_and_french_pages() -> None:
    spanish, french = read("spanish"), read("french")
    assert (spanish.published, spanish.language) == (date(2021, 10, 12), "es")
    assert (spanish.title.season, spanish.title.number) == (2, 5)
    assert spanish.turns == [Cue("La noche es larga.")]
    assert (french.published, french.language) == (date(2022, 6, 1), "fr")
    assert (french.title.number, french.title.text) == (4, "Le phare")
    assert [guest.name for guest in french.title.guests] == ["Noor Haddad"]
    assert french.summary.endswith("- la lampe\n- le chat")


def test_ambiguous_date_is_left_to_fill_in() -> None:
    page = read("ambiguous-date")
    assert page.published is None
    assert page.title.text == "A quiet morning"
    assert page.summary == "Just the sea, and nothing else. 🌊"


@pytest.mark.parametrize("text", ["", "full\n\n2022-06-01\n"])
def test_what_is_no_page_is_refused(text: str) -> None:
    with pytest.raises(PageError):
        read_page(text)


LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(["Speaker:", "Mira:", "00:12 Bo:", "Transcript", "", "• x", "2022-06-01",
                         "#3 A - Bo Lind - C", "About the Podcast", "About your host"]),
    ),
    max_size=30,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(LINES)
def test_any_text_gives_a_page_or_a_clear_error(lines: list[str]) -> None:
    try:
        page = read_page("\n".join(lines))
    except PageError:
        return
    assert page.title.text


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abc .?!,é", min_size=1, max_size=20), max_size=20))
def test_joining_loses_and_moves_no_word(texts: list[str]) -> None:
    lines = [part for text in texts for part in ("Speaker:", "", text, "")]
    words = [word for text in texts for word in text.split()]
    assert format_turns(read_turns(lines)).split() == words


def test_real_page(shared_data: Path) -> None:
    text = (shared_data / "seed" / "product-squad-33.txt").read_text("utf-8")
    page = read_page(text)
    assert (page.title.number, page.published, page.language) == (33, date(2022, 6, 1), "fr")
    guest = page.title.guests[0]
    assert (guest.name, guest.organization) == ("Amandine Durr", "Back Market")
    assert [host.name for host in page.hosts] == ["Axel Sooriah"]
    assert page.summary.count("\n- ") == 4
    body = text.split("\nTranscript\n")[1].split("Show artwork")[0]
    said = [line for line in body.split("\n") if line.strip() not in ("", "Speaker:")]
    assert format_turns(page.turns).split() == " ".join(said).split()


@pytest.mark.parametrize(
    "line",
    ["a_b_c *x* `y`", "1. first", "# head", "#33 x", "&amp; &copy x", "<b>bold</b> 1 < 2", "---",
     "===", "| a | b |", "~~gone~~", "see https://example.com/a_b?x=1&y=2.", "> quoted", "+ plus",
     "a\\b", "[x](y)", "www.example.com/a_b_c", "T'es là ?", "«ok»"],
)  # fmt: skip
def test_text_of_a_page_renders_back_as_it_was(line: str) -> None:
    assert render_plain(to_markdown([line]), "https://example.com/") == line


# A date that is clear only with the language, then the headings of each language.
LANGUAGES = {
    "fr": ("Publié le 01/06/2022", "Bande-annonce", "Transcription complète :", "À propos du podcast",
           "À propos de votre hôte", "Le phare et la nuit : une histoire qui ne se raconte pas dans "
           "une minute, avec un chat et des oiseaux pour nous, est-ce que je le dis"),
    "de": ("Veröffentlicht am: 01/06/2022", "Trailer", "Vollständiges Transkript", "Über den Podcast",
           "Über den Host", "Der Leuchtturm und die Nacht: das ist nicht ein Thema, das ich mit dem "
           "Schiff auf die See für uns auch von dir"),
    "es": ("Publicado el 01/06/2022", "Tráiler", "Transcripción completa", "Sobre el podcast",
           "Sobre el anfitrión", "El faro y la noche: los barcos que pasan por las aguas con una luz "
           "es como se lo cuento, pero más para los que y su"),
    "pt": ("Publicado em 01/06/2022", "Trailer", "Transcrição", "Sobre o podcast",
           "Sobre o apresentador", "O farol e a noite: não é uma história para você, isso é uma luz do "
           "mar, mas os barcos são mais, com um e em da por"),
    "it": ("Pubblicato il 01/06/2022", "Trailer", "Trascrizione integrale", "Sul podcast",
           "Sul conduttore", "Il faro e la notte: non è una storia per noi, sono le navi che con gli "
           "occhi si vedono, ma come questo anche della di il che di e"),
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_headings_and_dates_of_a_language(code: str) -> None:
    published, kind, transcript, show, hosts, words = LANGUAGES[code]
    lines = [kind, published, "#4 Ventura", words, "", transcript, "Mira:", words, "", show, "Harbour Notes",
             "Ships.", hosts, "Mira Holt"]  # fmt: skip
    page = read_page("\n".join(lines))
    assert (page.published, page.type, page.language) == (date(2022, 6, 1), "trailer", code)
    assert (page.title.number, page.title.text) == (4, "Ventura")
    assert page.turns == [Cue(words, speaker="Mira")]
    assert (page.show_title, page.description) == ("Harbour Notes", "Ships.")
    assert [host.name for host in page.hosts] == ["Mira Holt"]


@pytest.mark.parametrize(
    "line", ["Transcripts are long", "Sobre el mar", "About the port", "Über die See", "Bonusrunde"]
)
def test_what_only_resembles_a_heading_stays_in_the_notes(line: str) -> None:
    assert read_page(f"#4 Ventura\nWords.\n\n{line}").summary.endswith(line)

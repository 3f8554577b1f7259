"""Pages saved as text for `feedtool import`: long lines, many candidates, other formats."""

from collections.abc import Callable
from pathlib import Path

from hostile.registry import clean, hostile
from hostile.shows import SHOW, count, front_matter, numbered, repeated, write_episode, write_show

_HEAD = "1 Jun 2022\n#7 The night ferry - Bo Lind - Port of Example\nBo Lind tells of ships.\n"
_ASIDE = "Artwork for Harbour Notes\nAbout the podcast\nHarbour Notes\nShips.\n"
# A larger page is refused unread.
_LARGEST = 10_000_000


def hostile_page(make: Callable[[int], str]) -> Callable[[int], str]:
    """Take a function that makes a page."""

    def write(folder: Path, size: int) -> None:
        (folder / "page.txt").write_text(make(size), "utf-8", newline="")

    write.__name__ = make.__name__
    hostile("pages", "import", "page.txt", "--into", "show")(write)
    return make


@clean("pages", "import", "page.txt", "--into", "show")
def _clean(folder: Path, size: int) -> None:
    turn = "Mira Holt\nAnd then the ferry came, with all of its lamps lit.\n"
    text = f"{_HEAD}\nTranscript\n{repeated(turn, size)}{_ASIDE}"
    (folder / "page.txt").write_text(text, "utf-8")


@hostile_page
def a_long_title(size: int) -> str:
    return repeated("word ", size) + "\n"


@hostile_page
def separators_in_the_title(size: int) -> str:
    return f"#7 {repeated('a - ', size)}b\n"


@hostile_page
def blanks_in_the_title(size: int) -> str:
    return f"#7{repeated(' ', size)}a{repeated(' ', size)}-\n"


@hostile_page
def names_in_the_title(size: int) -> str:
    return f"#7 Ships - {repeated('Bo Lind, ', size)}Al Roe - Port\nBo Lind, Al Roe.\n"


@hostile_page
def names_in_the_title_and_a_summary(size: int) -> str:
    names = ", ".join(f"Bo Lin{chr(97 + at % 26)}d" for at in range(max(size // 20, 1)))
    return f"#7 Ships - {names} - Port\n{repeated('Bo Lind, a ', size // 2)}\n"


@hostile_page
def many_names_in_the_title_and_summary(size: int) -> str:
    names = [
        "Bo L" + format(at, "b").translate({48: "a", 49: "b"})
        for at in range(count("Bo Labababab, ", size // 2))
    ]
    return f"#7 Ships - {', '.join(names)} - Port\n{' '.join(reversed(names))}\n"


@hostile_page
def commas_and_ands_in_the_title(size: int) -> str:
    return f"#7 Ships - {repeated(' , ', size // 2)}{repeated(' and ', size // 2)} - Port\n"


@hostile_page
def digits_in_the_title(size: int) -> str:
    return repeated("7", size) + " Ships\n"


@hostile_page
def brackets_in_the_title(size: int) -> str:
    return f"#7 {repeated('{', size // 2)}{repeated('}', size // 2)} Ships\n"


@hostile_page
def many_dates(size: int) -> str:
    return repeated("1 Jun 2022\n", size) + "Ships\n"


@hostile_page
def many_words_for_published(size: int) -> str:
    return f"Published on {repeated(': ', size)}x\nShips\n"


@hostile_page
def blanks_behind_published(size: int) -> str:
    return f"Published{repeated(chr(0x2003), size)}x\nShips\n"


@hostile_page
def digits_as_date(size: int) -> str:
    return repeated("1", size) + "/2/2022\nShips\n"


@hostile_page
def letters_as_date(size: int) -> str:
    return repeated("a", size) + " 1 2022\nShips\n"


@hostile_page
def no_title(size: int) -> str:
    return repeated("full\n", size)


@hostile_page
def many_headings(size: int) -> str:
    return _HEAD + repeated("Transcript\nAbout the show\nAbout your hosts\n", size)


@hostile_page
def many_artworks(size: int) -> str:
    return _HEAD + numbered("Artwork for show {}\n", size)


@hostile_page
def many_hosts(size: int) -> str:
    return f"{_HEAD}About the hosts\n{numbered('Profile picture for Bo {}' + chr(10), size)}"


@hostile_page
def one_host_of_many_lines(size: int) -> str:
    return f"{_HEAD}About the hosts\nBo Lind\n{numbered('Bo likes {}.' + chr(10), size)}"


@hostile_page
def many_speakers(size: int) -> str:
    return f"{_HEAD}Transcript\n{numbered('Speaker x{}:' + chr(10) + 'Ships.' + chr(10), size)}"


@hostile_page
def many_lines_with_colons(size: int) -> str:
    return f"{_HEAD}Transcript\n{numbered('tide {}: a' + chr(10), size)}"


@hostile_page
def labels_that_stand_once(size: int) -> str:
    return f"{_HEAD}Transcript\n{numbered('the tide of day {}:' + chr(10), size)}"


@hostile_page
def labels_of_numbered_speakers(size: int) -> str:
    return f"{_HEAD}Transcript\n{numbered('Speaker {}:' + chr(10), size)}"


@hostile_page
def turns_without_an_end(size: int) -> str:
    return f"{_HEAD}Transcript\nMira Holt:\n{repeated('and so on' + chr(10), size)}"


@hostile_page
def turns_of_one_letter(size: int) -> str:
    return f"{_HEAD}Transcript\n{repeated('a' + chr(10), size)}"


@hostile_page
def a_long_line_of_blanks_in_the_transcript(size: int) -> str:
    return f"{_HEAD}Transcript\nMira{repeated(' ', size)}Holt\n"


@hostile_page
def times_in_the_transcript(size: int) -> str:
    return f"{_HEAD}Transcript\n{repeated('[00:01] ', size)}\n"


@hostile_page
def addresses(size: int) -> str:
    return _HEAD + repeated("https://", size) + "\n"


@hostile_page
def one_long_address(size: int) -> str:
    return f"{_HEAD}https://example.com/{repeated('.', size)}\n"


@hostile_page
def addresses_in_the_aside(size: int) -> str:
    return _HEAD + _ASIDE + numbered("https://example.com/{}, \n", size)


@hostile_page
def ends_of_addresses(size: int) -> str:
    return f"{_HEAD}{_ASIDE}https://{repeated('.,;', size)}\n"


@hostile_page
def many_starts_of_addresses(size: int) -> str:
    return f"{_HEAD}{repeated('www.', size)}\n"


@hostile_page
def signs_of_markdown(size: int) -> str:
    return _HEAD + repeated("*_`[]<>~\\&amp;", size) + "\n"


@hostile_page
def references(size: int) -> str:
    return f"{_HEAD}{repeated('&a', size // 2)}\n&{repeated('a', size // 2)}\n"


@hostile_page
def bullets(size: int) -> str:
    return _HEAD + repeated("• one\n", size)


@hostile_page
def blanks_before_a_bullet(size: int) -> str:
    return f"{_HEAD}{repeated(' ', size // 2)}-{repeated(' ', size // 2)}\n"


@hostile_page
def starts_of_lines(size: int) -> str:
    return f"{_HEAD}{repeated('1', size)}\n"


@hostile_page
def unusual_blanks(size: int) -> str:
    return repeated("\u2003\u2028\x0b\x0c", size) + "\nShips\n"


@hostile_page
def control_characters(size: int) -> str:
    return repeated("\x1b[31m\x9b\u202e\x07", size) + "\n"


@hostile_page
def lines_of_runner_commands(size: int) -> str:
    return repeated("::error::x\n", size)


@hostile_page
def carriage_returns(size: int) -> str:
    return "Ships" + repeated("\r", size) + "a"


@hostile_page
def blanks_before_html(size: int) -> str:
    return repeated(" \n", size) + "<html"


@hostile_page
def html_of_many_tags(size: int) -> str:
    return "<!DOCTYPE html><html>" + repeated("<div title='a'>", size)


@hostile_page
def html_without_a_document_type(size: int) -> str:
    return repeated("<div>", size)


@hostile_page
def html_behind_a_comment(size: int) -> str:
    return f"<!--{repeated(' ', size)}--><html>"


@hostile_page
def deep_json(size: int) -> str:
    return repeated('{"a":[', size)


@hostile_page
def zero_width_characters(size: int) -> str:
    return repeated("\u200b\u2060\ufeff", size) + "\n"


@hostile_page
def words_of_many_languages(size: int) -> str:
    return f"{_HEAD}{repeated('the le der el il o de och i w ', size)}\n"


@hostile("pages", "import", "page.txt", "--into", "show")
def bytes_that_are_no_text(folder: Path, size: int) -> None:
    (folder / "page.txt").write_bytes(b"\xff\xd8" * (size // 2))


@hostile("pages", "import", "page.txt", "--into", "show")
def line_ends_before_a_wrong_byte(folder: Path, size: int) -> None:
    (folder / "page.txt").write_bytes(b"\n" * size + b"\xff")


@hostile("pages", "import", "page.txt", "--into", "show")
def a_page_beyond_the_limit(folder: Path, size: int) -> None:
    text = _HEAD + repeated("Ships.\n", 20 * size)
    (folder / "page.txt").write_text(text, "utf-8")


@hostile("pages", "import", "page.txt", "--into", ".")
def a_show_of_many_episodes(folder: Path, size: int) -> None:
    write_show(folder)
    keys = front_matter(1)
    for number in range(size // 150 + 1):
        write_episode(folder, f"{number:05}-pier", f"number: {number + 8}\n{keys}")
    (folder / "page.txt").write_text(_HEAD + _ASIDE, "utf-8")


@hostile("pages", "import", "page.txt", "--into", ".", most=900_000)
def a_show_of_another_name(folder: Path, size: int) -> None:
    (folder / "show.yaml").write_text(
        SHOW.replace("Harbour Notes", repeated("\\e]0;x", size)).replace("title: ", 'title: "', 1)
        .replace("\nlink", '"\nlink', 1), "utf-8",
    )  # fmt: skip
    (folder / "page.txt").write_text(_HEAD + _ASIDE, "utf-8")


@hostile(
    "pages", "import", "page.txt", "--into", ".", "--set", "owner.email=a@example.com", most=900_000
)
def many_hints_in_show_yaml(folder: Path, size: int) -> None:
    write_show(folder, repeated("# owner\n", size))
    (folder / "page.txt").write_text(_HEAD + _ASIDE, "utf-8")

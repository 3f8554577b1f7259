"""Values, lists and folders of a show that are many or long."""

from pathlib import Path

from hostile.registry import hostile
from hostile.shows import (
    ONE_FILE,
    count,
    front_matter,
    hostile_front_matter,
    hostile_show,
    numbered,
    repeated,
    write_episode,
    write_show,
)


@hostile_show
def a_title_format_of_braces(size: int) -> str:
    return f"title_format: '{repeated('{', size)}'\n"


@hostile_show
def a_title_format_of_fields(size: int) -> str:
    return f"title_format: '{repeated('{title} ', size)}'\n"


@hostile_show
def a_title_format_of_open_brackets(size: int) -> str:
    return f"title_format: '{repeated('(', size)}{{title}}'\n"


@hostile_show
def a_title_format_of_brackets(size: int) -> str:
    return f"title_format: '{repeated('(', size // 2)}{{title}}{repeated(')', size // 2)}'\n"


@hostile_show
def a_title_format_of_quotes_and_brackets(size: int) -> str:
    return f"title_format: '{repeated('(«', size // 2)}{{title}}{repeated('»)', size // 2)}'\n"


@hostile_show
def a_title_format_of_separators(size: int) -> str:
    return f"title_format: '{{number}}{repeated(' - ', size)}{{title}}'\n"


@hostile_show
def many_seasons(size: int) -> str:
    return "seasons:\n" + numbered("  {}: name\n", size)


@hostile_show
def many_categories(size: int) -> str:
    return "categories:\n" + numbered("- Tecnology {}\n", size)


@hostile_show
def one_long_category(size: int) -> str:
    return f"categories: ['{repeated('Arts > ', size)}']\n"


@hostile_show
def many_hosts(size: int) -> str:
    return "hosts:\n" + numbered("- {{name: Bo {}}}\n", size)


@hostile_show
def many_hosts_of_one_name(size: int) -> str:
    return "hosts:\n" + repeated("- {name: Bo Lind}\n", size)


@hostile_show
def many_hosts_with_wrong_roles(size: int) -> str:
    return "hosts:\n" + numbered("- {{name: Bo {}, role: Hots}}\n", size)


@hostile_show
def many_old_addresses(size: int) -> str:
    return "moved_from:\n" + numbered("- https://old.example.com/{}.xml\n", size)


@hostile_show
def many_media_folders(size: int) -> str:
    return "media_dirs:\n" + numbered("- audio{}\n", size)


@hostile_show
def many_feeds(size: int) -> str:
    return "feeds:\n" + numbered("  f{}: {{title: Short}}\n", size)


@hostile_show
def ninety_feeds_with_long_values(size: int) -> str:
    text = repeated("word ", size // 90)
    return "feeds:\n" + "".join(
        f"  f{number}: {{feed_url: https://example.com/{number}.xml, description: '{text}'}}\n"
        for number in range(90)
    )


@hostile_show
def a_feed_of_many_filters(size: int) -> str:
    return "feeds:\n  short:\n    only:\n      season: [" + numbered("{}, ", size) + "]\n"


@hostile_show
def many_fundings(size: int) -> str:
    return "funding:\n" + numbered("- {{url: https://example.com/{}, text: Give}}\n", size)


@hostile_show
def many_live_items(size: int) -> str:
    return "live_items:\n" + numbered(
        "- {{title: Live {0}, start: 2030-01-01, audio: https://example.com/live.mp3, guid: l{0}}}\n",
        size,
    )


@hostile_show
def many_live_items_without_keys(size: int) -> str:
    return "live_items:\n" + repeated("- {}\n", size)


@hostile_show
def many_redirects(size: int) -> str:
    return "redirects:\n" + numbered("- {{from: /{}.mp3, to: /x.mp3}}\n", size)


@hostile_show
def a_long_language(size: int) -> str:
    return f"language_: en{repeated('-en', size)}\nlanguage: en{repeated('-en', size)}\n"


@hostile_show
def a_long_address(size: int) -> str:
    return f"new_feed_url: https://{repeated('a.', size)}\n"


@hostile_show
def a_long_address_of_artwork(size: int) -> str:
    return f"base_url: https://example.com/{repeated('../', size)}\n"


@hostile_show
def a_long_description(size: int) -> str:
    return f"copyright: '{repeated('word ', size)}'\n"


@hostile_show
def a_footer_of_many_fields(size: int) -> str:
    return f"footer: '{repeated('{title}[x]', size)}'\n"


@hostile_show
def many_wrong_values_of_one_kind(size: int) -> str:
    return "person:\n" + numbered("- {{text: Bo {}, hrf: x}}\n", size)


@hostile_show
def a_mail_of_many_signs(size: int) -> str:
    return f"managing_editor: '{repeated('a@', size)}'\n"


@hostile_show
def a_long_timezone(size: int) -> str:
    return f"timezone_: x\nzone: Europe/{repeated('../', size)}\n"


@hostile_show
def many_blocks(size: int) -> str:
    return "block:\n" + numbered("- {{id: service{}, text: 'yes'}}\n", size)


@hostile_show
def many_txt_records(size: int) -> str:
    return "txt:\n" + numbered("- {{purpose: verify, text: a{}}}\n", size)


@hostile_show
def podroll_of_many(size: int) -> str:
    return "podroll:\n" + numbered("- {{feedGuid: d84ced82-1926-54c0-88c2-bb01dd3{:05}}}\n", size)


@hostile_show
def value_with_many_recipients(size: int) -> str:
    return "value:\n  type: lightning\n  method: keysend\n  recipients:\n" + numbered(
        "  - {{name: a{}, type: node, address: x, split: 1}}\n", size
    )


def _with_people(folder: Path, people: str, keys: str) -> None:
    write_show(folder)
    (folder / "people.yaml").write_text(people, "utf-8")
    write_episode(folder, "1-pier", front_matter(1, keys))


@hostile("show", "build", "--check", most=ONE_FILE)
def many_people_known(folder: Path, size: int) -> None:
    people = numbered("bo{0}: {{name: Bo Lind {0}}}\n", size)
    _with_people(folder, people, "guests: [bo1, bo2]\n")


@hostile("show", "build", "--check", most=2 * ONE_FILE)
def many_people_unknown(folder: Path, size: int) -> None:
    people = numbered("bo{0}: {{name: Bo Lind {0}}}\n", size // 2)
    _with_people(folder, people, f"guests: [{numbered('bi{}, ', size // 2)}]\n")


@hostile("show", "build", "--check", most=2 * ONE_FILE)
def many_people_unknown_on_many_lines(folder: Path, size: int) -> None:
    people = numbered("bo{0}: {{name: Bo Lind {0}}}\n", size // 2)
    write_show(folder)
    (folder / "people.yaml").write_text(people, "utf-8")
    for number in range(size // 400 + 1):
        keys = front_matter(number, f"guests: [bi{number}]\n")
        write_episode(folder, f"{number}-pier", keys)


@hostile("show", "build", "--check", most=ONE_FILE)
def people_without_names(folder: Path, size: int) -> None:
    _with_people(folder, numbered("bo{}: {{nam: x}}\n", size), "")


@hostile("show", "build", "--check", most=ONE_FILE)
def people_of_one_name(folder: Path, size: int) -> None:
    _with_people(folder, numbered("bo{}: {{name: Bo Lind}}\n", size), "guests: [Bo Lind]\n")


@hostile_front_matter
def many_guests(size: int) -> str:
    return f"guests: [{numbered('Bo Lind {}, ', size)}]\n"


@hostile_front_matter
def many_guests_of_one_name(size: int) -> str:
    return f"guests: [{repeated('Bo Lind, ', size)}]\n"


@hostile_front_matter
def many_chapters(size: int) -> str:
    return "chapters:\n" + "".join(
        f"- {{start: {number}, title: Ships}}\n"
        for number in range(count("- {start: , title: Ships}\n", size))
    )


@hostile_front_matter
def many_chapters_at_one_time(size: int) -> str:
    return "chapters:\n" + repeated("- {start: 1, title: Ships}\n", size)


@hostile_front_matter
def many_chapters_as_text(size: int) -> str:
    return "chapters:\n" + repeated("- 0:01 Ships\n", size)


@hostile_front_matter
def many_chapters_with_missing_pictures(size: int) -> str:
    return "chapters:\n" + numbered("- {{start: {0}, title: a, image: {0}.png}}\n", size)


@hostile_front_matter
def many_transcripts(size: int) -> str:
    return "transcript:\n" + numbered(
        "- {{url: https://example.com/{}.vtt, type: text/vtt}}\n", size
    )


@hostile_front_matter
def many_missing_transcripts(size: int) -> str:
    return "transcript:\n" + numbered("- transcripts/{}.vtt\n", size)


@hostile_front_matter
def many_soundbites(size: int) -> str:
    return "soundbites:\n" + numbered("- {{start: {}, duration: 30, title: Ships}}\n", size)


@hostile_front_matter
def many_wrong_soundbites(size: int) -> str:
    return "soundbite:\n" + numbered("- {{strat: {}, duraton: 30}}\n", size)


@hostile_front_matter
def many_formats_of_audio(size: int) -> str:
    return "alternate_enclosure:\n" + numbered(
        "- {{type: audio/ogg, source: [{{uri: https://example.com/{}.ogg}}]}}\n", size
    )


@hostile_front_matter
def a_long_number(size: int) -> str:
    return f"number: {repeated('9', size)}\n"


@hostile_front_matter
def a_long_fraction(size: int) -> str:
    return f"number: 1.{repeated('9', size)}\n"


@hostile_front_matter
def a_huge_exponent(size: int) -> str:
    return f"number: 1e{repeated('9', size)}\nseason: 1e999999\n"


@hostile_front_matter
def a_long_guid(size: int) -> str:
    return f"guid: {repeated('g', size)}\n"


@hostile_front_matter
def a_guid_of_blanks(size: int) -> str:
    return f"guid: 'a{repeated(' ', size)}b'\n"


@hostile_front_matter
def a_long_link(size: int) -> str:
    return f"link: https://example.com/{repeated('%', size)}\n"


@hostile_front_matter
def a_long_summary(size: int) -> str:
    return f"summary: '{repeated('word ', size)}'\n"


@hostile_front_matter
def a_summary_of_tags(size: int) -> str:
    return f"summary: '{repeated('<b>', size)}'\n"


def _replaced(key: str, value: str) -> str:
    lines = [line for line in front_matter(1).splitlines() if not line.startswith(f"{key}:")]
    return "\n".join([*lines, f"{key}: {value}", ""])


def _hostile_value(key: str, make: object) -> None:
    def write(folder: Path, size: int) -> None:
        write_show(folder)
        write_episode(folder, "1-pier", _replaced(key, make(size)))  # type: ignore[operator]

    write.__name__ = make.__name__  # type: ignore[attr-defined]
    hostile("show", "build", "--check", most=ONE_FILE)(write)


def a_date_of_digits(size: int) -> str:
    return repeated("1", size)


def a_date_of_colons(size: int) -> str:
    return f"2022-01-01 {repeated('1:', size)}1"


def a_date_of_words(size: int) -> str:
    return repeated("1 Jun ", size)


def a_date_of_blanks(size: int) -> str:
    return f"'1{repeated(' ', size)}June'"


for _make in (a_date_of_digits, a_date_of_colons, a_date_of_words, a_date_of_blanks):
    _hostile_value("published", _make)


def a_long_duration(size: int) -> str:
    return f"{{url: https://example.com/1.mp3, length: 1, duration: '{repeated('1:', size)}1'}}"


def a_long_length(size: int) -> str:
    return f"{{url: https://example.com/1.mp3, length: {repeated('9', size)}, duration: 1}}"


def a_length_in_words(size: int) -> str:
    return f"{{url: https://example.com/1.mp3, length: '1{repeated(' ', size)}MB', duration: 1}}"


def a_long_file_name(size: int) -> str:
    return f"{repeated('a/', size)}1.mp3"


def a_file_name_of_dots(size: int) -> str:
    return f"{repeated('../', size)}1.mp3"


def many_audio_files(size: int) -> str:
    return f"[{numbered('audio/{}.mp3, ', size)}]"


for _make in (a_long_duration, a_long_length, a_length_in_words, a_long_file_name,
              a_file_name_of_dots, many_audio_files):  # fmt: skip
    _hostile_value("audio", _make)


def a_title_of_escapes(size: int) -> str:
    return f'"{repeated(chr(92) + "e]0;x" + chr(92) + "a", size)}"'


def a_title_of_bidi_controls(size: int) -> str:
    return f"a{repeated(chr(0x202E) + chr(0x2066), size)}b"


def a_title_of_garbled_letters(size: int) -> str:
    return repeated("Ã©", size)


_hostile_value("title", a_title_of_escapes)
_hostile_value("title", a_title_of_bidi_controls)
_hostile_value("title", a_title_of_garbled_letters)


@hostile("show", "people", ".", most=ONE_FILE)
def a_list_of_many_people(folder: Path, size: int) -> None:
    _with_people(folder, "", many_guests(size))

"""YAML of a show that is deep, long, cut, repeated or full of signs."""

from pathlib import Path

from hostile.registry import clean, hostile
from hostile.shows import (
    ONE_FILE,
    SHOW,
    front_matter,
    hostile_everywhere,
    hostile_front_matter,
    hostile_show,
    numbered,
    repeated,
    write_clean_show,
    write_episode,
    write_show,
)


@clean("show", "build", "--check")
def _clean(folder: Path, size: int) -> None:
    write_clean_show(folder, size)


@hostile_everywhere
def open_brackets(size: int) -> str:
    return f"x: {repeated('[', size)}\n"


@hostile_everywhere
def open_braces(size: int) -> str:
    return f"x: {repeated('{', size)}\n"


@hostile_everywhere
def open_braces_with_keys(size: int) -> str:
    return f"x: {repeated('{a: ', size)}\n"


@hostile_everywhere
def lists_in_one_line(size: int) -> str:
    return f"x:\n  {repeated('- ', size)}a\n"


@hostile_everywhere
def question_marks(size: int) -> str:
    return f"{repeated('? ', size)}a\n"


@hostile_everywhere
def closed_brackets(size: int) -> str:
    return f"x: {repeated('[', size // 2)}{repeated(']', size // 2)}\n"


@hostile_everywhere
def lists_deeper_line_by_line(size: int) -> str:
    lines, left, depth = [], size, 1
    while left > 0:
        lines.append(f"{' ' * depth}-\n")
        left -= depth + 2
        depth += 1
    return "x:\n" + "".join(lines)


@hostile_everywhere
def keys_deeper_line_by_line(size: int) -> str:
    lines, left, depth = [], size, 1
    while left > 0:
        lines.append(f"{' ' * depth}a:\n")
        left -= depth + 3
        depth += 1
    return "x:\n" + "".join(lines)


@hostile_everywhere
def blanks(size: int) -> str:
    return repeated(" ", size) + "\n"


@hostile_everywhere
def lines_of_blanks(size: int) -> str:
    return repeated(" " * 60 + "\n", size)


@hostile_everywhere
def blanks_before_a_comment(size: int) -> str:
    return f"x: [a{repeated(' ', size)}#b]\n"


@hostile_everywhere
def blanks_between_brackets(size: int) -> str:
    return f"x: {repeated('[ ', size)}#b\n"


@hostile_everywhere
def brackets_before_blanks_and_a_fault(size: int) -> str:
    return f"x: {repeated('[', size // 2)}{repeated(' ', size // 2)}\ny: [\n"


@hostile_everywhere
def brackets_on_many_lines(size: int) -> str:
    return f"x: 'open\n{repeated('[a #b ' + chr(10), size)}"


@hostile_everywhere
def tabs(size: int) -> str:
    return repeated("\t", size) + "x: 1\n"


@hostile_everywhere
def blanks_in_a_key(size: int) -> str:
    return f"x{repeated(' ', size)}y\n"


@hostile_everywhere
def blanks_before_a_colon(size: int) -> str:
    return f"x{repeated(' ', size)}:a\n"


@hostile_everywhere
def hyphens_and_blanks_before_a_fault(size: int) -> str:
    return f"{repeated('-  ', size)}a b: c: d\n"


@hostile_everywhere
def colons(size: int) -> str:
    return f"x{repeated(':', size)}\n"


@hostile_everywhere
def colons_and_blanks(size: int) -> str:
    return f"x: {repeated('a: ', size)}\n"


@hostile_everywhere
def equals_and_blanks(size: int) -> str:
    return f"x{repeated(' ', size // 2)}={repeated(' ', size // 2)}\n"


@hostile_everywhere
def wide_colons(size: int) -> str:
    return repeated("a\uff1a b\n", size)


@hostile_everywhere
def an_anchor_with_many_aliases(size: int) -> str:
    return f"x: &a [{repeated('*a, ', size)}]\n"


@hostile_everywhere
def aliases_of_aliases(size: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]\n"]
    while sum(map(len, lines)) < size:
        number = len(lines)
        lines.append(f"a{number}: &a{number} [{f'*a{number - 1}, ' * 9}]\n")
    return "".join(lines)


@hostile_everywhere
def merge_keys(size: int) -> str:
    return "base: &base {a: 1}\n" + numbered("k{}:\n  <<: *base\n", size)


@hostile_everywhere
def tags(size: int) -> str:
    return numbered("k{}: !!python/object:os.system [x]\n", size)


@hostile_everywhere
def a_long_tag(size: int) -> str:
    return f"x: !{repeated('t', size)} y\n"


@hostile_everywhere
def a_bare_tag_before_many_values(size: int) -> str:
    return f"x: [{numbered('! v{}, ', size)}]\n"


@hostile_everywhere
def many_values_beside_a_bare_tag(size: int) -> str:
    return numbered('- "{}"\n', size).join(["x:\n", "y: ! z\n"])


@hostile_everywhere
def binary(size: int) -> str:
    return f"x: !!binary |\n  {repeated('A', size)}\n"


@hostile_everywhere
def many_documents(size: int) -> str:
    return repeated("...\n--- \nx: 1\n", size)


@hostile_everywhere
def many_directives(size: int) -> str:
    return "...\n" + repeated("%TAG !e! tag:example.com,2000:\n", size)


@hostile_everywhere
def comments(size: int) -> str:
    return repeated("# a comment\n", size)


@hostile_everywhere
def a_long_comment(size: int) -> str:
    return f"# {repeated('c', size)}\n"


@hostile_everywhere
def an_open_quote(size: int) -> str:
    return f'x: "{repeated("word ", size)}\n'


@hostile_everywhere
def an_open_quote_over_lines(size: int) -> str:
    return f"x: '{repeated('word' + chr(10) + ' ', size)}\n"


@hostile_everywhere
def quotes_over_lines(size: int) -> str:
    return numbered("k{}: 'a\n  b'\n", size)


@hostile_everywhere
def escapes_in_a_quote(size: int) -> str:
    return f'x: "{repeated(chr(92) + "x41", size)}"\n'


@hostile_everywhere
def wrong_escapes_in_a_quote(size: int) -> str:
    return f'x: "{repeated(chr(92) * 2, size)}{chr(92)}q"\n'


@hostile_everywhere
def quotes_that_end_early(size: int) -> str:
    return f"""x: 'a'{repeated("''", size)} b\n"""


@hostile_everywhere
def a_long_key(size: int) -> str:
    return f"{repeated('k', size)}: 1\n"


@hostile_everywhere
def a_long_question_key(size: int) -> str:
    return f"? {repeated('k', size)}\n: 1\n"


@hostile_everywhere
def many_unknown_keys(size: int) -> str:
    return numbered("titel{}: 1\n", size)


@hostile_everywhere
def many_unknown_keys_with_prefix(size: int) -> str:
    return numbered("itunes:ownr{}: 1\n", size)


@hostile_everywhere
def many_keys_inside(size: int) -> str:
    return f"owner_: {{{numbered('nam{}: 1, ', size)}}}\n"


@hostile_everywhere
def one_key_many_times(size: int) -> str:
    return repeated("x: 1\n", size)


@hostile_everywhere
def a_fault_in_many_keys(size: int) -> str:
    return numbered("k{}: a: b\n", size)


@hostile_everywhere
def many_lines_that_are_no_keys(size: int) -> str:
    return repeated("=> no key\n", size)


@hostile_everywhere
def many_lines_without_a_blank(size: int) -> str:
    return numbered("number{}:1\n", size)


@hostile_everywhere
def one_key_of_many_names_with_a_fault(size: int) -> str:
    return "x: 'a' b\n" + numbered("  name{}: 1\n", size)


@hostile_everywhere
def empty_lines_before_a_fault(size: int) -> str:
    return repeated("\n", size) + "  x: a: b\n"


@hostile_everywhere
def carriage_returns(size: int) -> str:
    return repeated("# c\r", size)


@hostile_everywhere
def unusual_ends_of_lines(size: int) -> str:
    return f"x: {repeated(chr(0x2028) + chr(0x85), size)}\n"


@hostile_everywhere
def byte_order_marks(size: int) -> str:
    return repeated("\ufeff", size) + "\n"


@hostile_everywhere
def nulls(size: int) -> str:
    return f"x: {repeated(chr(0), size)}\n"


@hostile_everywhere
def control_characters(size: int) -> str:
    return repeated("x: \x1b[31m\x07\n", size)


@hostile_everywhere
def git_conflicts(size: int) -> str:
    return repeated("<<<<<<< ours\n=======\n", size)


@hostile_everywhere
def block_text(size: int) -> str:
    return f"x: |\n{repeated('  word' + chr(10), size)}"


@hostile_everywhere
def folded_empty_lines(size: int) -> str:
    return f"x: >+\n  a\n{repeated(chr(10), size)}"


@hostile_everywhere
def a_plain_value_over_lines(size: int) -> str:
    return f"x: a\n{repeated('  b' + chr(10), size)}"


@hostile_everywhere
def hashes_in_values(size: int) -> str:
    return numbered("k{}: a #b\n", size)


@hostile_everywhere
def one_line_of_many_values_before_a_hash(size: int) -> str:
    return f"x: [{repeated('a, ', size)}]\ny: b #c\n"


@hostile_front_matter
def lines_that_close_front_matter(size: int) -> str:
    return "---\n---\ntitle: a\n" + repeated("--- \n", size)


@hostile_front_matter
def hyphens(size: int) -> str:
    return repeated("-", size) + "\n"


@hostile("show", "build", "--check", most=ONE_FILE)
def front_matter_without_end(folder: Path, size: int) -> None:
    write_show(folder)
    write_episode(folder, "1-pier", front_matter(1))
    text = "---\n" + numbered("key{}: 1\n", size)
    (folder / "episodes" / "2-pier.md").write_text(text, "utf-8")


@hostile("show", "build", "--check", most=ONE_FILE)
def empty_lines_before_front_matter(folder: Path, size: int) -> None:
    write_show(folder)
    text = repeated("\n", size) + f"---\n{front_matter(1)}---\nNotes.\n"
    (folder / "episodes").mkdir()
    (folder / "episodes" / "1-pier.md").write_text(text, "utf-8")


@hostile("show", "build", "--check", most=ONE_FILE)
def a_show_of_one_line_in_utf_16(folder: Path, size: int) -> None:
    write_episode(folder, "1-pier", front_matter(1))
    (folder / "show.yaml").write_bytes((SHOW + repeated("x", size // 2)).encode("utf-16"))


@hostile("show", "build", "--check")
def yaml_beyond_the_limit(folder: Path, size: int) -> None:
    write_show(folder, numbered("k{}: 1\n", 9 * size))
    write_episode(folder, "1-pier", front_matter(1))


@hostile_show
def comments_between_keys(size: int) -> str:
    return numbered("# {}\nfunding: {{url: [https://example.com/\n", size)

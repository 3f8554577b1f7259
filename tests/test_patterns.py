"""Every regular expression of the package meets the texts that are worst for it, in two sizes.

The time for a character must not grow with the length of the text. A call of `re` whose pattern
cannot be found fails the test; a bound counts where the call itself cuts its text.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from regexes.costs import Cost, grows, measure_worst, measures_again
from regexes.found import Finder, Found, Source, Use, read_package

from feedtool.configuration import globs
from feedtool.producer.addresses import analytics
from feedtool.values.registry import FILES, find_type

ROOT = Path(__file__).resolve().parents[1]
_GLOBS = ("**/*.xml", "feeds/**/*a*b*", "*?*?*", "[a-z]*[!x]*", "**/**/a", "a/**", "")


def _of_globs(compiled: Callable[[str], re.Pattern[str]]) -> Iterator[tuple[str, int, str]]:
    for glob in _GLOBS:
        made = compiled(glob)
        yield made.pattern, made.flags, "fullmatch"


def _of_schema(name: str = "configuration") -> Iterator[tuple[str, int, str]]:
    """Yield the patterns of a JSON Schema; by that of a configuration it is accepted."""
    data = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    yield from ((one, 0, "search") for one in _patterns_in(data))


def _for_others() -> Iterator[tuple[str, int, str]]:
    """Yield the patterns that editors and readers of RELAX NG run."""
    for path in sorted((ROOT / "schemas").glob("*.schema.json")):
        yield from _of_schema(path.name.removesuffix(".schema.json"))
    yield from ((pattern, 0, "fullmatch") for name in FILES if (pattern := find_type(name).pattern))


def _patterns_in(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        yield from (one for key, one in data.items() if key == "pattern" and isinstance(one, str))
        yield from data.get("patternProperties", {})
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _patterns_in(one)


# Patterns that are made of data: the function, and patterns that it makes.
MADE: dict[str, Callable[[], Iterator[tuple[str, int, str]]]] = {
    "feedtool.configuration.accepting._accepts_table": _of_schema,
    "feedtool.configuration.accepting._accepts_text": _of_schema,
    "feedtool.configuration.globs._compile_file": lambda: _of_globs(globs._compile_file),
    "feedtool.configuration.globs._compile_path": lambda: _of_globs(globs._compile_path),
    "feedtool.configuration.globs._translate_class": lambda: iter(()),  # it is only compiled
    "feedtool.producer.addresses.analytics._services_before": lambda: iter(
        [(f"{analytics._addresses()}|own\\.example/t/", re.IGNORECASE, "match")]
    ),
    "feedtool.producer.addresses.analytics._is_there": lambda: (
        (f"(?:^|/){one.found}", re.IGNORECASE, "search") for one in analytics._known().values()
    ),
}


@cache
def find_all() -> Finder:
    return Finder(read_package(ROOT / "feedtool"))


def all_patterns() -> list[Found]:
    """Return the patterns of the code and those that are made of data."""
    found = {key: one for key, one in find_all().found.items()}
    made = [one for make in (*dict.fromkeys(MADE.values()), _for_others) for one in make()]
    for pattern, flags, method in made:
        one = found.setdefault((pattern, flags), Found(pattern, flags, ["made of data"]))
        one.uses.add(Use(method, None))
    return [*found.values()]


def test_every_call_of_re_has_a_pattern_that_is_found() -> None:
    unknown = find_all().unknown
    assert [place for function, place in unknown if function not in MADE] == []
    assert {function for function, _ in unknown} == MADE.keys()


def slow_costs(found: Found) -> list[Cost]:
    """Return the first cost that grows, measured again with more care before it counts."""
    suspected = [one for use in found.uses for one in measure_worst(found, use) if grows(one)]
    return next(([one] for one in suspected if measures_again(found, one)), [])


@pytest.mark.slow
def test_no_pattern_takes_longer_for_a_character_of_a_longer_text() -> None:
    slow = [(found, slow_costs(found)) for found in all_patterns()]
    told = [
        f"{found.places[0]}: {str(found.pattern)[:100]!r} by {costs[0].use.method}: "
        f"{costs[0].growth:.1f} × for {costs[0].recipe.pieces}"
        for found, costs in slow
        if costs
    ]
    assert not told, "\n" + "\n".join(told)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s*,\s*", "split"),
        (r"<!--.*?-->", "sub"),
        (r"[^/]+\.[^/]+/", "match"),
        (r"a+[ab]*c", "search"),
        (r"(?:\w+\s?)+:", "match"),
        (r"@[^z]*(?=z)", "search"),
        (r"(\S+@\S+) x", "fullmatch"),
        (r"^(?:a|b|ab)*c", "match"),
        (r"[a-z]+\Z", "search"),
    ],
)
def test_a_pattern_that_grows_is_recognised(pattern: str, method: str) -> None:
    assert slow_costs(Found(pattern, re.compile(pattern).flags, [], {Use(method, None)}))


def find_in(tmp_path: Path, text: str) -> Finder:
    namespace: dict[str, object] = {}
    exec(compile(text, "one.py", "exec"), namespace)
    module = type(re)("one")
    vars(module).update(namespace)
    path = tmp_path / "one.py"
    path.write_text(text, "utf-8")
    return Finder([Source(path, "one.py", module)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("_A = re.compile('a+')\ndef f(t): return _A.match(t)", {("a+", "match", None)}),
        ("_A = 'a+'\ndef f(t): return re.search(_A, t[:200])", {("a+", "search", 200)}),
        ("def f(t, n): return re.split(rf'{re.escape(n)}+', t)", {("name+", "split", None)}),
        ("def f(t):\n for p, w in (('a', 1), ('b', 2)): re.match(p, t)",
         {("a", "match", None), ("b", "match", None)}),
        ("def f(p, t): return re.sub(p, '', t)\ndef g(t): return f('x', t)", {("x", "sub", None)}),
        ("_A = re.compile('a+')\ndef f(t, i): return _A.match(t, i, i + 50)", {("a+", "match", 50)}),
        ("_A = re.compile('a')\ndef f(t): return t.do(_A)", {("a", "search", None)}),
        ("def f(t): return re.compile('x' if t else 'y').findall(t)",
         {("x", "findall", None), ("y", "findall", None)}),
    ],
)  # fmt: skip
def test_patterns_are_found_with_their_uses(
    tmp_path: Path, text: str, found: set[tuple[str, str, int | None]]
) -> None:
    finder = find_in(tmp_path, f"import re\n{text}\n")
    assert finder.unknown == []
    uses = {(str(one.pattern), use.method, use.most) for one in finder.found.values() for use in one.uses}  # fmt: skip
    assert uses == found


def test_a_pattern_that_is_not_known_is_told(tmp_path: Path) -> None:
    finder = find_in(tmp_path, "import re\ndef f(p, t): return re.search(p, t)\n")
    assert [function for function, _ in finder.unknown] == ["one.f"]

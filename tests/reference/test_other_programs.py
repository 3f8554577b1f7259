"""The schema in other programs: jing and xmllint load it, and judge feeds as lxml does."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from sample import wrap

from feedtool.reference.relaxng import make_relaxng
from feedtool.vocabulary import load_vocabulary

pytestmark = pytest.mark.slow

VOCABULARY = load_vocabulary()
SCHEMA = make_relaxng(VOCABULARY)
FEEDS = Path(__file__).parent.parent / "feeds"
# https://www.w3.org/TR/xmlschema-2/#regexs: what may follow a backslash.
ESCAPES = r"\\[nrt\\|.?*+(){}\-\[\]^sSiIcCdDwW]|\\[pP]\{[A-Za-z]+\}"
CLASS = rf"\[\^?(?:{ESCAPES}|[^\[\]\\])+\]"
BRANCH = rf"(?:(?:{CLASS}|{ESCAPES}|[^\\\[\]?*+(){{}}^$]|\((?!\?)|\)|\|)(?:[?*+](?![?*+])|\{{[0-9]+(?:,[0-9]*)?\}})?)*"


def patterns() -> list[str]:
    found = etree.fromstring(SCHEMA).iter("{*}param")
    return sorted({one.text for one in found if one.get("name") == "pattern"})


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern[:40])
def test_pattern_holds_only_what_xml_schema_allows(pattern: str) -> None:
    assert re.fullmatch(BRANCH, pattern)
    for one in re.findall(CLASS, pattern):
        # Java adds what an escape means to the complement, and jing leaves that to Java.
        assert not re.match(r"\[\^.*\\[a-zA-Z]", re.sub(r"\\[trn]", "", one)), one


@pytest.mark.parametrize("pattern", [r"a\"b", r"a\/b", "a(?:b)", "a*?", "^a$", r"\bword", "a++"])
def test_pattern_of_python_is_found(pattern: str) -> None:
    assert not re.fullmatch(BRANCH, pattern)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the schema and with a feed for each example of an element."""
    folder = tmp_path_factory.mktemp("schema")
    (folder / "feed.rng").write_bytes(SCHEMA)
    for element in VOCABULARY.elements.values():
        for number, xml in enumerate((*element.good, *(bad.xml for bad in element.bad))):
            name = f"{element.id.replace('/', '-')} {number}.xml".replace(":", ".")
            (folder / name).write_bytes(wrap(next(iter(element.parents)), xml))
    for path in FEEDS.glob("valid/*.xml"):
        shutil.copy(path, folder)
    return folder


def run_program(*command: str | Path) -> str:
    """Return what a program of Debian prints; skip where it is not installed."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed: apt-get install jing libxml2-utils")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def feeds_in(written: Path) -> dict[Path, etree._ElementTree]:
    """The feeds that are well-formed: programs differ in how they report the others."""
    trees = {}
    for path in sorted(written.glob("*.xml")):
        try:
            trees[path] = etree.parse(path)
        except etree.XMLSyntaxError:
            continue
    return trees


def refused_by_lxml(written: Path) -> set[str]:
    schema = etree.RelaxNG(etree.fromstring(SCHEMA))
    return {path.name for path, tree in feeds_in(written).items() if not schema.validate(tree)}


def test_jing_loads_the_schema_and_judges_as_lxml(written: Path) -> None:
    told = run_program("jing", written / "feed.rng", *feeds_in(written))
    refused = {Path(name).name for name in re.findall(r"^(.+?\.xml):\d+:\d+: error", told, re.M)}
    assert "feed.rng" not in told
    assert refused == refused_by_lxml(written)
    assert len(refused) > 100


def test_xmllint_loads_the_schema_and_judges_as_lxml(written: Path) -> None:
    feeds = feeds_in(written)
    told = run_program("xmllint", "--noout", "--relaxng", written / "feed.rng", *feeds)
    assert "regexp error" not in told
    verdicts = dict(re.findall(r"^(.+\.xml) (validates|fails to validate)$", told, re.M))
    refused = {Path(name).name for name, verdict in verdicts.items() if verdict != "validates"}
    assert len(verdicts) == len(feeds)
    assert refused == refused_by_lxml(written)

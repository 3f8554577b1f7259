"""The frozen records that the vocabulary consists of.

They are named tuples because every start makes a thousand of them: a dataclass takes three times
as long to define and twice as long to fill.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from feedtool.vocabulary.severity import Fixable, Severity

Cardinality = Literal["1", "?", "*", "+"]
Content = Literal["text", "empty", "elements", "any"]
Form = Literal["", "words", "picture", "audio", "clock", "hash"]
# A piece of a feed, or the text of each file of a show by its name.
RuleExample = str | Mapping[str, str]
Use = Literal["required", "recommended", "optional"]
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Value(NamedTuple):
    """What a text or attribute may hold: a value type, or one of a list of values, and bounds.

    `values` is a closed list: another value is wrong. `suggest` is an open list: another value is
    only reported as unlisted. `variants` and `slips` are the names of lists with other spellings of
    these values, those that apps know and those that they do not know; "" is no list.
    """

    type: str = "any"
    values: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()
    variants: str = ""
    slips: str = ""
    minimum: int | None = None
    maximum: int | None = None
    max_chars: int | None = None


class Attribute(NamedTuple):
    """An attribute of an element.

    `form` is what an author may write instead of the value: a list of `words`, the name of a file
    with a `picture` or `audio`, a time that is written as a `clock` shows it, or nothing, where the
    value is the `hash` of the file beside it. `by_host` has the value for a URL by its host; "" is
    any other host. `default` has the value that is written where the author gives none, by the
    parent of the element.
    """

    name: str
    value: Value
    use: Use = "optional"
    doc: str = ""
    form: Form = ""
    by_host: Mapping[str, str] = _NOTHING
    default: Mapping[str, str] = _NOTHING


class BadExample(NamedTuple):
    """Markup that breaks exactly one rule."""

    xml: str
    rule: str


class Element(NamedTuple):
    """An element of a feed.

    `id` is the key of the record: the element's name with its usual prefix, or `parent/name`
    where an element means something else in that parent. `parents` says how many of the element
    each parent takes (`1 ? * +`); the parent of the root is "". `before` names, for some parents,
    the element there before which this one is written. `same_as` names, for each parent,
    the element there that says the same and that apps prefer. `like` names an element whose
    children this element takes too. `at_most` is the highest severity of findings about the
    element; it is lower than `error` where no podcast app or directory rejects a feed for it.
    `when_empty` is the severity of an empty text, if the type of the value needs one.
    """

    id: str
    name: str
    namespace: "Namespace"
    parents: dict[str, Cardinality]
    content: Content
    value: Value
    attributes: Mapping[str, Attribute]
    source: Mapping[str, str]
    same_as: dict[str, str]
    like: str = ""
    before: Mapping[str, str] = _NOTHING
    at_most: Severity = "error"
    when_empty: Severity = "warning"
    retired: str = ""
    doc: str = ""
    note: str = ""
    spec: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[BadExample, ...] = ()


class Namespace(NamedTuple):
    """A namespace, its usual prefix, and the other addresses under which feeds declare it.

    `profile` is the name of the profile that findings about the elements name. A `partial`
    namespace has elements without a record. `at_most` holds for elements that set no value of
    their own, and so does `when_empty`. `proposals` are the names of elements that were proposed
    and not adopted.
    """

    uri: str
    prefix: str
    profile: str
    spec: str
    aliases: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    partial: bool = False
    at_most: Severity = "error"
    when_empty: Severity = "warning"
    doc: str = ""


class Requirement(NamedTuple):
    """An element that a profile requires in a parent."""

    parent: str
    element: str
    severity: Severity
    why: str
    spec: str = ""


class Limit(NamedTuple):
    """A limit that a profile sets for the text of an element or for one of its attributes.

    It is the length in bytes of UTF-8 or in characters, the highest number, or the values.
    """

    parent: str
    element: str
    attribute: str
    severity: Severity
    why: str
    max_bytes: int | None = None
    max_chars: int | None = None
    maximum: int | None = None
    values: tuple[str, ...] = ()
    spec: str = ""


class CueLimits(NamedTuple):
    """How much of a transcript people can read while they listen; 0 sets no limit.

    They are the characters of a line, the lines of a cue, the seconds that a cue is shown, and the
    characters of it for each of these seconds. A character of double width, such as those of
    Chinese, counts as two.
    """

    line_chars: int = 0
    lines: int = 0
    cue_seconds: int = 0
    chars_per_second: int = 0


class Declaration(NamedTuple):
    """A namespace that a profile requires to be declared at the root."""

    prefix: str
    severity: Severity
    why: str


class Rule(NamedTuple):
    """A rule: what is wrong, what it costs the listener, how to fix it, and its examples.

    `where` says where the fault arises, see RULE_FILES. A rule with `by_profile` is reported only
    for profiles that list it. The examples of a rule about feeds are pieces of a feed: whole
    documents, or elements that stand in `parent`. The examples of other rules are files by name.
    """

    id: str
    where: str
    title: str
    severity: Severity
    fixable: Fixable
    why: str
    fix: str
    by_profile: bool = False
    spec: str = ""
    w3c: tuple[str, ...] = ()
    parent: str = ""
    good: RuleExample = ""
    bad: RuleExample = ""


class Profile(NamedTuple):
    """What a directory or standard demands beyond the structure that all feeds share.

    The demands of the profiles in `includes` belong to this profile too. `rules` gives the lowest
    severity that a rule has under the profile. `transcripts` are its limits for cues, by the form
    of the file. The addresses of further pages of its source begin as `documents` says.
    """

    name: str
    title: str
    spec: str
    requires: tuple[Requirement, ...] = ()
    limits: tuple[Limit, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    rules: Mapping[str, Severity] = _NOTHING
    transcripts: Mapping[str, CueLimits] = _NOTHING
    includes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    doc: str = ""
    good: str = ""
    bad: BadExample | None = None


class Vocabulary(NamedTuple):
    """All records. `children[parent id][name]` is the element of that name in that parent."""

    namespaces: Mapping[str, Namespace]
    elements: Mapping[str, Element]
    children: Mapping[str, Mapping[str, Element]]
    profiles: Mapping[str, Profile]

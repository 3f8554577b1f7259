"""The records of the vocabulary, frozen.

What is not needed of a dataclass is left out: each method takes a while to make at import.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from feedtool.vocabulary.severity import Fixable, Severity

Cardinality = Literal["1", "?", "*", "+"]
Content = Literal["text", "empty", "elements", "any"]
Form = Literal["", "words", "picture", "audio", "hash"]
# A piece of a feed, or the text of each file of a show that it takes.
RuleExample = str | Mapping[str, str]
Use = Literal["required", "recommended", "optional"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a text or attribute may hold: a value type, or one of a list of values, and bounds.

    `values` is closed (another value is wrong), `suggest` open (another value is only told).
    """

    type: str = "any"
    values: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    max_chars: int | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Attribute:
    """An attribute of an element.

    `form` is what an author may give instead of its value: a list of `words`, the name of a file
    with a `picture` or `audio`, or nothing where it is the `hash` of the file beside it. `by_host`
    has the value for what stands at a host, "" for other hosts.
    """

    name: str
    value: Value
    use: Use = "optional"
    doc: str = ""
    form: Form = ""
    by_host: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BadExample:
    """Markup that breaks exactly one rule."""

    xml: str
    rule: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Element:
    """An element of the feed.

    `id` is the key of the record: the element's name with its usual prefix, or `parent/name`
    where an element means something else in that parent. `parents` gives the number that each
    parent takes of it (`1 ? * +`); the parent of the root is "". `same_as` names, for each parent,
    the element that says the same there and that readers prefer. `like` names an element whose
    children this one takes as well. What is wrong with the element is
    told as `at_most` so serious, since no podcast app or directory minds.
    """

    id: str
    name: str
    namespace: "Namespace"
    parents: dict[str, Cardinality]
    content: Content
    value: Value
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    same_as: dict[str, str] = field(default_factory=dict)
    like: str = ""
    at_most: Severity = "error"
    retired: str = ""
    doc: str = ""
    note: str = ""
    spec: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[BadExample, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Namespace:
    """A namespace, its usual prefix, and the other addresses under which feeds declare it.

    `profile` names the profile in whose name the elements are checked; of a `partial` namespace
    there are elements that have no record yet. `at_most` holds for elements that have none, and
    `proposals` are the names of elements that were proposed and not taken up.
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
    doc: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Requirement:
    """An element that a profile asks for in a parent."""

    parent: str
    element: str
    severity: Severity
    why: str
    spec: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Limit:
    """What a profile takes of the text of an element, or of one of its attributes.

    One of: its length in bytes of UTF-8 or in characters, the highest number, the values.
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Declaration:
    """A namespace that a profile wants declared at the root."""

    prefix: str
    severity: Severity
    why: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rule:
    """A rule: what is wrong, what it costs the listener, how to mend it, and its examples.

    `where` says where the fault arises, see RULE_FILES. With `by_profile` it is told only in the
    name of the profiles that list it. The examples of a rule of feeds are pieces of a feed: whole
    documents, or elements that stand in `parent`; those of other rules are files by their names.
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Profile:
    """What a directory or standard demands beyond the structure that all feeds share.

    `includes` names profiles whose demands it makes its own, `rules` says how serious a rule is at
    least for it.
    """

    name: str
    title: str
    spec: str
    requires: tuple[Requirement, ...] = ()
    limits: tuple[Limit, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    rules: Mapping[str, Severity] = field(default_factory=dict)
    includes: tuple[str, ...] = ()
    doc: str = ""
    good: str = ""
    bad: BadExample | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Vocabulary:
    """All records. `children[parent id][name]` is the element of that name in that parent."""

    namespaces: Mapping[str, Namespace]
    elements: Mapping[str, Element]
    children: Mapping[str, Mapping[str, Element]]
    profiles: Mapping[str, Profile]

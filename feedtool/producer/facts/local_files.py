"""Files of the show that an element names in place of a URL, and the facts of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedtool.show.elements import Given
from feedtool.show.key_path import KeyPath
from feedtool.show.keys import snake_case
from feedtool.vocabulary.records import Form

FILE_FORMS = ("picture", "audio")
# What kind of file an attribute takes, and the name that the author wrote.
FileKey = tuple[Form, str]


@dataclass(frozen=True, slots=True)
class LocalFile:
    """Where a file will be served, and its facts by the names of attributes.

    `hash` is its subresource integrity; it is "" where no element needs it.
    """

    url: str
    facts: Mapping[str, str]
    hash: str = ""


Files = Mapping[FileKey, LocalFile]


def list_files(given: Given) -> Iterator[tuple[FileKey, KeyPath]]:
    """Yield the files that an element and the elements within it name, and where each stands."""
    for name, text in given.attributes.items():
        attribute = given.element.attributes.get(name)
        if attribute is not None and attribute.form in FILE_FORMS and text and ":" not in text:
            yield (attribute.form, text), (*given.path, snake_case(name))
    for child in given.children:
        yield from list_files(child)

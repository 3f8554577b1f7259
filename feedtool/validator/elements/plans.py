"""The plans of all elements under the chosen profiles."""

from collections.abc import Iterable
from functools import lru_cache

from feedtool.validator.elements.needs import declarations_of, demands_of, needs_of
from feedtool.validator.elements.plan import Plan
from feedtool.vocabulary import Element, Limit, Namespace, Vocabulary, load_vocabulary
from feedtool.vocabulary.bare_uris import bare_uri

_MAX_URI_CHARS = 200
# A hostile feed declares a new address in every item.
_MAX_KNOWN_URIS = 1000


class Plans(dict[str, Plan]):
    """The plans of all elements by id. A plan is made when a feed first needs it.

    The id "" is the document, the parent of `rss`.
    """

    def __init__(self, vocabulary: Vocabulary, profiles: tuple[str, ...]) -> None:
        super().__init__({"": Plan(None)})
        self.vocabulary = vocabulary
        self.profiles = profiles
        self.demands = demands_of(vocabulary, profiles)
        self.declarations = declarations_of(vocabulary, profiles)
        self._namespaces: dict[str, Namespace | None] = {
            uri: namespace
            for namespace in vocabulary.namespaces.values()
            for uri in (namespace.uri, *namespace.aliases, *namespace.misspellings)
        }
        self._nearly = {bare_uri(uri): one for uri, one in self._namespaces.items() if uri}
        self.ids_by_name: dict[str, list[str]] = {}
        for element in vocabulary.elements.values():
            self.ids_by_name.setdefault(element.name, []).append(element.id)

    def __missing__(self, key: str) -> Plan:
        """Make the plan of an element. Raises KeyError if the vocabulary has no such element."""
        vocabulary = self.vocabulary
        record = vocabulary.elements[key]
        same_as = [
            (child.name, child.same_as[key])
            for child in vocabulary.children[key].values()
            if key in child.same_as
        ]
        needs = needs_of(vocabulary, key, self.profiles)
        plan = self[key] = Plan(record, needs, self._limits_of(record), same_as)
        return plan

    def _limits_of(self, record: Element) -> list[tuple[str, Limit]]:
        """Return the limits that the profiles set for an element, each with the profile's name."""
        vocabulary = self.vocabulary
        return [
            (name, limit._replace(spec=limit.spec or vocabulary.profiles[name].spec))
            for name in self.profiles
            for limit in vocabulary.profiles[name].limits
            if vocabulary.children[limit.parent].get(limit.element) is record
        ]

    def find_namespace(self, uri: str) -> Namespace | None:
        """Return the namespace of an address, also if it has a small mistake."""
        if uri not in self._namespaces:
            near = self._nearly.get(bare_uri(uri))
            if len(uri) > _MAX_URI_CHARS or len(self._namespaces) > _MAX_KNOWN_URIS:
                return near
            self._namespaces[uri] = near
        return self._namespaces[uri]


@lru_cache(maxsize=8)
def load_plans(profiles: tuple[str, ...]) -> Plans:
    """Return the plans for these profiles; each process makes them once."""
    return Plans(load_vocabulary(), profiles)


def expand_profiles(names: Iterable[str]) -> tuple[str, ...]:
    """Return the profiles and the profiles that they include, each once.

    Raises KeyError if a profile is not known.
    """
    known = load_vocabulary().profiles
    found = [one for name in names for one in (*known[name].includes, name)]
    return tuple(dict.fromkeys(found))

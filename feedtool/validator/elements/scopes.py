"""The prefixes that are declared, and which element of the vocabulary a tag means."""

from feedtool.validator.elements.plan import FOREIGN, Plan
from feedtool.validator.elements.plans import Plans

XML_URI = "http://www.w3.org/XML/1998/namespace"
# Feeds that declare a prefix in each item do it in few ways.
_MAX_EXTENDED = 50


class Scope:
    """The prefixes that are declared at a place of the feed.

    Nearly all feeds declare their namespaces once at the root: one scope with its tables is then
    enough for the whole feed.
    """

    __slots__ = ("_extended", "_plans", "_tables", "uris")

    def __init__(self, plans: Plans, uris: dict[str, str]) -> None:
        self._plans = plans
        self._tables: dict[str, dict[str, Plan]] = {}
        self._extended: dict[tuple[tuple[str, str], ...], Scope] = {}
        self.uris = uris

    def extend(self, declared: dict[str, str]) -> "Scope":
        """Return the scope inside an element that declares more prefixes."""
        if all(self.uris.get(prefix) == uri for prefix, uri in declared.items()):
            return self
        key = tuple(declared.items())
        scope = self._extended.get(key)
        if scope is None:
            scope = Scope(self._plans, {**self.uris, **declared})
            if len(self._extended) < _MAX_EXTENDED:
                self._extended[key] = scope
        return scope

    def table_of(self, plan: Plan) -> dict[str, Plan]:
        """Return the plans of the children of `plan` that were seen so far, by tag as written."""
        table = self._tables.get(plan.id)
        if table is None:
            table = self._tables[plan.id] = {}
        return table

    def canonical(self, tag: str) -> str | None:
        """Return the name with the vocabulary's prefix, None if the namespace is not known.

        Raises KeyError if the prefix is not declared.
        """
        prefix, colon, local = tag.partition(":")
        if not colon:
            local, prefix = prefix, ""
        uri = self.uris[prefix]
        namespace = self._plans.find_namespace(uri)
        if namespace is None:
            return f"xml:{local}" if uri == XML_URI else None
        return f"{namespace.prefix}:{local}" if namespace.prefix else local

    def knows(self, name: str) -> bool:
        """Return whether the vocabulary has an element with this canonical name anywhere."""
        return name in self._plans.ids_by_name

    def canonical_attribute(self, name: str) -> str:
        """Return the name of an attribute with the vocabulary's prefix, as written if unknown.

        An attribute without a prefix has no namespace.
        """
        prefix = name.partition(":")[0]
        if ":" not in name or prefix not in self.uris:
            return name
        return self.canonical(name) or name

    def child_written(self, parent: Plan, tag: str) -> Plan | None:
        """Return the plan of the child with this tag, None if there is none."""
        try:
            return self.child(parent, self.canonical(tag) or "")
        except KeyError:
            return None

    def child(self, parent: Plan, name: str) -> Plan | None:
        """Return the plan of the child with this canonical name, None if it may not be here."""
        if parent is FOREIGN:
            return FOREIGN
        record = self._plans.vocabulary.children[parent.id].get(name)
        return None if record is None else self._plans[record.id]

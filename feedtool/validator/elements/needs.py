"""What the vocabulary and the chosen profiles require of an element or of the root."""

from feedtool.findings.report import SEVERITIES, Severity
from feedtool.vocabulary import Profile, Vocabulary


class Need:
    """A child that an element must or should have, and the profiles that require it.

    `when_empty` is the severity of a child that is there but empty.
    """

    __slots__ = ("element", "profiles", "severity", "spec", "when_empty", "why")

    def __init__(
        self, element: str, severity: Severity, profiles: tuple[str, ...], why: str, spec: str
    ) -> None:
        self.element = element
        self.severity = severity
        self.profiles = profiles
        self.why = why
        self.spec = spec
        self.when_empty = severity

    def raise_to(self, severity: Severity, spec: str) -> None:
        """Take a severity that is higher than the own one, and the document that asks for it."""
        if SEVERITIES.index(severity) > SEVERITIES.index(self.severity):
            self.severity, self.spec = severity, spec


def demands_of(
    vocabulary: Vocabulary, profiles: tuple[str, ...]
) -> dict[str, tuple[Severity, tuple[str, ...]]]:
    """Return by rule the lowest severity that the profiles allow, and the names of the profiles."""
    demands: dict[str, tuple[Severity, tuple[str, ...]]] = {}
    for name in profiles:
        for rule, severity in vocabulary.profiles[name].rules.items():
            known, names = demands.get(rule, (severity, ()))
            demands[rule] = (max(known, severity, key=SEVERITIES.index), (*names, name))
    return demands


def document_of(profile: Profile, spec: str) -> str:
    """Return the page on which a profile asks for something that `spec` describes.

    It is the same page if it belongs to the source of the profile, or if the profile has no source
    of its own: a profile that includes others collects what they say.
    """
    own = (profile.spec, *profile.documents)
    return spec if spec and (profile.includes or spec.startswith(own)) else profile.spec


def declarations_of(vocabulary: Vocabulary, profiles: tuple[str, ...]) -> dict[str, Need]:
    """Return the namespaces that profiles require at the root, by their prefix."""
    needs: dict[str, Need] = {}
    for name in profiles:
        for one in vocabulary.profiles[name].declarations:
            spec = vocabulary.profiles[name].spec
            known = needs.setdefault(one.prefix, Need(one.prefix, one.severity, (), one.why, spec))
            known.profiles = (*known.profiles, name)
            known.raise_to(one.severity, spec)
    return needs


def needs_of(vocabulary: Vocabulary, parent: str, profiles: tuple[str, ...]) -> list[Need]:
    """Return what the vocabulary and the profiles require in a parent: one need per child."""
    needs: dict[str, Need] = {}
    for element in vocabulary.children[parent].values():
        if element.parents[parent] in ("1", "+"):
            profile = (element.namespace.profile,)
            needs[element.name] = Need(element.name, "error", profile, "", element.spec)
            # RSS requires the element; it may be empty.
            needs[element.name].when_empty = "warning"
    for name in profiles:
        for wanted in vocabulary.profiles[name].requires:
            if wanted.parent != parent:
                continue
            record = vocabulary.children[parent].get(wanted.element)
            spec = wanted.spec or document_of(
                vocabulary.profiles[name], record.spec if record else ""
            )
            known = needs.get(wanted.element)
            if known is None:
                needs[wanted.element] = Need(
                    wanted.element, wanted.severity, (name,), wanted.why, spec
                )
            else:
                if name not in known.profiles:
                    known.profiles = (*known.profiles, name)
                known.raise_to(wanted.severity, spec)
                known.when_empty = max(known.when_empty, wanted.severity, key=SEVERITIES.index)
                known.why = known.why or wanted.why
    return list(needs.values())

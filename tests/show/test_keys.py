import pytest

from feedtool.show.elements import read_elements
from feedtool.show.keys import sole_of_namespace


@pytest.mark.parametrize(
    ("parent", "prefix", "name"),
    [
        ("item", "psc", "psc:chapters"),
        ("channel", "access", "access:restriction"),
        # Only podcast:season is left under the key of the namespace: the others have keys.
        ("item", "podcast", None),
        ("item", "wfw", None),
    ],
)
def test_sole_element_of_a_namespace(parent: str, prefix: str, name: str | None) -> None:
    element = sole_of_namespace(parent, prefix)
    assert (element.name if element else None) == name


def test_a_value_alone_means_the_same_however_the_vocabulary_grows() -> None:
    (given,) = read_elements({"access": "deny"}, "channel").given
    assert given.element.name == "access:restriction"
    (fault,) = read_elements({"podcast": 3}, "item").faults
    assert (fault.rule, fault.says) == (
        "bad-value",
        "expected keys of the namespace podcast, such as season",
    )

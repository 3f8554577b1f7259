"""What is remembered of a feed: the meaning of a misspelt name is looked up once."""

from feedtool.validator.elements.memory import FeedMemory


def test_same_slip_is_explained_however_often_it_occurs() -> None:
    memory = FeedMemory(0)
    found = {memory.closest("isPermalink", ["isPermaLink"]) for _ in range(1000)}
    assert found == {"isPermaLink"}


def test_only_some_different_slips_are_explained() -> None:
    memory = FeedMemory(0)
    found = [memory.closest(f"isPermaLin{index}", ["isPermaLink"]) for index in range(1000)]
    assert found[0] == "isPermaLink"
    assert found[-1] is None
    assert memory.closest("isPermaLin0", ["isPermaLink"]) == "isPermaLink"

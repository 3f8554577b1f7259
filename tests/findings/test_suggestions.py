from feedtool.findings.suggestions import closest


def test_closest_takes_no_time_with_hostile_names() -> None:
    assert closest("x" * 1_000_000, ["title", "link"]) is None

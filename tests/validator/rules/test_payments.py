"""Paid parts of an episode, compared with its length."""

import pytest
from sample import sample_feed

from feedtool.validator.validate import validate

RECIPIENT = '<podcast:valueRecipient type="lnaddress" address="mira@example.com" split="1"/>'


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (3695, []),
        (3696, ["info: podcast:valueTimeSplit ends after 3756 s, the episode after 3753 s"]),
        (3723, ["info: podcast:valueTimeSplit ends after 3783 s, the episode after 3753 s"]),
        (3724, ["warning: podcast:valueTimeSplit ends after 3784 s, the episode after 3753 s"]),
    ],
)
def test_a_part_that_ends_far_after_the_episode_is_a_warning(start: int, says: list[str]) -> None:
    split = f'<podcast:valueTimeSplit startTime="{start}" duration="60">{RECIPIENT}'
    value = (
        f'<podcast:value type="lightning" method="lnaddress">{RECIPIENT}{split}'
        "</podcast:valueTimeSplit></podcast:value>"
    )
    findings = validate(sample_feed(item=value), select=["value-time-split-*"]).findings
    assert [f"{one.severity}: {one.message}" for one in findings] == says

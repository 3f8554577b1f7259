"""Offsets in bytes between which zeros are stuffed."""

from hypothesis import given
from hypothesis import strategies as st

from feedtool.media.id3_frames import Stuffed, unstuff


@given(st.lists(st.sampled_from([0, 1, 224, 255]), max_size=20).map(bytes))
def test_offset_in_stuffed_bytes_is_that_of_the_same_byte(raw: bytes) -> None:
    places = []
    at = 0
    while at < len(raw):
        places.append(at)
        at += 2 if raw[at : at + 2] == b"\xff\0" else 1
    assert unstuff(raw) == bytes(raw[at] for at in places)
    stuffed = Stuffed(raw)
    assert [stuffed.offset(at) for at in range(len(places))] == places
    assert [stuffed.offset(at) for at in reversed(range(len(places)))] == places[::-1]

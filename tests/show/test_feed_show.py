import json
from pathlib import Path

from feedtool.importing.feed.read_show import read_show

FEED = Path(__file__).resolve().parents[1] / "golden" / "lighthouse" / "feed.xml"


def test_what_was_read_from_a_feed_can_be_dumped() -> None:
    show = read_show(FEED.read_bytes())
    assert show.model_dump()["title"] == show.title
    assert len(json.loads(show.model_dump_json())["episodes"]) == len(show.episodes)
    assert "episodes" in type(show).model_json_schema()["properties"]

"""The feed: a show becomes elements, XML, and the files in public/."""

from feedtool.feed.building import BuildResult, build
from feedtool.feed.reading_show import read_show

__all__ = ["BuildResult", "build", "read_show"]

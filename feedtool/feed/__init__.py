"""The feed: a show becomes elements, XML, and the files in public/."""

from feedtool.feed.building import BuildResult, build

__all__ = ["BuildResult", "build"]

"""HTTP with a bound on everything: time, bytes and redirects; nothing here writes a file."""

from feedtool.remote.client import RemoteFault
from feedtool.remote.fetching import Fetched, fetch

__all__ = ["Fetched", "RemoteFault", "fetch"]

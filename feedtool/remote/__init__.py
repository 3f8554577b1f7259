"""HTTP with a bound on everything: time, bytes and redirects; nothing here writes a file."""

from feedtool.remote.client import RemoteFault
from feedtool.remote.fetching import Fetched, fetch
from feedtool.remote.probing import Probe, probe_enclosure

__all__ = ["Fetched", "Probe", "RemoteFault", "fetch", "probe_enclosure"]

"""HTTP with a bound on everything: time, bytes, redirects and hosts; nothing here writes a file."""

from feedtool.remote.faults import RemoteFault, show_url
from feedtool.remote.fetching import Fetched, fetch
from feedtool.remote.probing import Probe, probe_enclosure

__all__ = ["Fetched", "Probe", "RemoteFault", "fetch", "probe_enclosure", "show_url"]

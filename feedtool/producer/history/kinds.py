"""The kinds of changes that subscribers notice, which `--accept` allows one by one."""

from typing import Literal, get_args

Accept = Literal["vanished", "guid", "enclosure", "date"]
KINDS: tuple[Accept, ...] = get_args(Accept)

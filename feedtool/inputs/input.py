"""One thing to check, as the user named it or as it was found."""

from dataclasses import dataclass
from typing import Literal

# A feed in a file, the bytes of a feed, the folder of a show, or nothing that can be checked.
Kind = Literal["file", "data", "show", "fault"]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to check.

    `name` is its name in findings; for a file or a show it is also its path. `data` are the bytes
    of a feed that does not come from a file. `fault` says why there is nothing to check.
    """

    name: str
    kind: Kind = "file"
    data: bytes = b""
    fault: str = ""

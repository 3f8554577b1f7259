"""A short text that changes when what it is made of changes."""

from hashlib import blake2b


def digest(*parts: str | bytes) -> str:
    """Return a digest of texts and bytes in their order.

    >>> digest("a", "b") == digest("ab")
    False
    """
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()

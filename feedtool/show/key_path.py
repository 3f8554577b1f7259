"""How a key in a source of a show is named: the keys and indexes that lead to it."""

KeyPath = tuple[str | int, ...]

"""Takes over the guids of a feed that is already published."""

"""A show takes over the guids of a feed that is out there."""

"""A show on disk: its model, reading with places, the lock file, starting points."""

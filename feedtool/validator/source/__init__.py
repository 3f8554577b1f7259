"""The bytes of a feed, and where in them something stands."""

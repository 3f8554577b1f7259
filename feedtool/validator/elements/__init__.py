"""Open elements, what is checked in each of them, and what is remembered of the feed."""

"""The open elements of a feed, what is checked of each, what is remembered of the feed."""

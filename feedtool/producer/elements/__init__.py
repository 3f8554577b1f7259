"""The elements of the feed: channel, items, live items, people."""

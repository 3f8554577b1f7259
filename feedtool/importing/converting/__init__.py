"""Makes an RSS feed of a feed in another format: Atom, JSON Feed, RSS 1.0."""

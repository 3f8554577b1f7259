"""Makes a show from what exists: an episode page, a feed, the guids of a published feed."""

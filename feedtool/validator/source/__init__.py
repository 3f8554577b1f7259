"""The bytes of a feed, and the places of things in them."""

"""A feed becomes a Show."""

"""Show to feed: collect, identify, render, validate, compare, publish."""

"""The repairs: one file for each topic, which registers what it can fix."""

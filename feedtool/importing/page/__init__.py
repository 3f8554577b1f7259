"""Reads an episode page, saved as text, into a show and an episode."""

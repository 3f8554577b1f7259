"""Reads a feed back into a show."""

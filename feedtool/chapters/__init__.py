"""Chapters as apps read them, JSON: writing and checking."""

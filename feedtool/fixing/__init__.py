"""Fixes feeds: the edits that remove findings, and nothing but the bytes at fault."""

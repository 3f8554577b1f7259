"""Reads feeds for a comparison."""

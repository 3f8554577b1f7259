"""Compares two feeds as the apps of subscribers see them."""

"""Checks feeds: bytes → events → structure, values and rules → a report."""

from feedtool.validator.checking import DEFAULT_PROFILES, validate

__all__ = ["DEFAULT_PROFILES", "validate"]

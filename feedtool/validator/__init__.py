"""Checks feeds: bytes → events → structure, values and rules → a report.

A pattern that few feeds need is a plain string: `re` compiles it when it is first used. To compile
all patterns at import would add a tenth to the time of a small feed.
"""

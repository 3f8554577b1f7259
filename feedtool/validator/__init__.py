"""Checks feeds: bytes → events → structure, values and rules → a report.

Patterns that few feeds need are texts, which `re` compiles at their first use: compiling all of
them would take a tenth of the time that a small feed takes.
"""

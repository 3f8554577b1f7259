"""Findings and what they are made of: the report, its words, suggestions, the rules' records."""

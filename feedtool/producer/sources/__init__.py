"""Findings in the feed, reported at the line of YAML or Markdown."""

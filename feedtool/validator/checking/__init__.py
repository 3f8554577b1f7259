"""Checks the open elements against the vocabulary, runs the rules and collects findings."""

"""Writes chapters in the forms that players, editors and websites read."""

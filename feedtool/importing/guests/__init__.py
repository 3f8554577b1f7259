"""Finds the guests whom titles name, to propose them to the author."""

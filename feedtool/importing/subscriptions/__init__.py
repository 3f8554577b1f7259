"""Reads a list of feeds, as podcast apps export it, and names a folder for each show."""

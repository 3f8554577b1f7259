"""Measures media files: duration, size, kind, chapters. Nothing here writes a file."""

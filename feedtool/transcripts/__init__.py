"""Transcripts: read, check, write."""

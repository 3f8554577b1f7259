"""Reads transcripts: one file a form."""

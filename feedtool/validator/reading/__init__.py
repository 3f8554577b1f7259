"""Bytes to events with exact places, also after a fault in the XML."""

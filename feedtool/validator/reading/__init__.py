"""Turns bytes into events with exact places, and goes on after a fault in the XML."""

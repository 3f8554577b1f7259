"""Writes public/ and keeps two builds apart."""

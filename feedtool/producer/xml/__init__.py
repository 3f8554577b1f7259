"""Elements to bytes, by feedgen and our extension."""

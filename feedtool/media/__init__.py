"""Facts of media files: how long, how large, of which kind; nothing here writes a file."""

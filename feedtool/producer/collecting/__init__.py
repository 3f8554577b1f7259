"""Files and servers that a show names: audio, artwork, pictures, transcripts, chapters."""

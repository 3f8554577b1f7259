"""Files and servers that a show names: audio, streams, artwork, pictures, transcripts, chapters."""

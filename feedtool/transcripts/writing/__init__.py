"""Write transcripts in the forms that apps read."""

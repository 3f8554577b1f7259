"""What was found out, frozen: chosen episodes, files to publish, measured audio, addresses."""

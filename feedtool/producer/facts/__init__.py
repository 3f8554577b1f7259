"""What was found out about files and addresses."""

"""What is checked: files, folders, shows and standard input, each of which becomes a report."""

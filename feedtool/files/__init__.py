"""Files as outside input: anything may stand where a file is expected."""

"""The command line's work on the records, one file a family of commands."""

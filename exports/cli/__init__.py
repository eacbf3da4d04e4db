"""The command line's work on papers, one file a family of commands."""

"""Lists, chips and switches."""

"""Opens pages of the window in tests, fills their fields and reads their cells."""

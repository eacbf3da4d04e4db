"""The windows: no SQL, no file formats, no rules."""

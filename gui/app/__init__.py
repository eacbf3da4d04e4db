"""The application: start, window, recovery, and what stands around every page."""

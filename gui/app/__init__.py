"""The application: start, window, recovery, and the frame around every page."""

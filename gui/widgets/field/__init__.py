"""Input fields for one value."""

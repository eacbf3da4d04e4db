"""What the page of the year's plan leads to."""

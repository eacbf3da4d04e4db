"""What was sent to the city, what the city answered, and what was exported."""

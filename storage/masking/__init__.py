"""What of a person may leave the office: rows masked on their way out."""

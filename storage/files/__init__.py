"""Files, streams and failures as the operating system has them, and their Chinese wording."""

"""The parts of the settings page, one for each of its sections."""

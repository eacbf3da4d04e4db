"""The parts of the report page: what is given out, how, and what was written."""

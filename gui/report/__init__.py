"""The parts of the report page: checks, options, papers, and what was exported."""

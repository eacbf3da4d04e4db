"""A school's file becomes records: read, find the table, map, clean, judge, keep, undo."""

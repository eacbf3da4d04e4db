"""Theme: colours, icons, sizes."""

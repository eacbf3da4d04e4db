"""What headers, cells and names mean, whatever sheet they stand in."""

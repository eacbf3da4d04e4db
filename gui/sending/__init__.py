"""报送: the package on its way to the city, what was sent before, and what came back."""

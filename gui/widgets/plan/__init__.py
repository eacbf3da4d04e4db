"""What the page of the year's plan is made of."""

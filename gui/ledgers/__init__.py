"""The ledgers: a grid with views and filters, and the panel of one record."""

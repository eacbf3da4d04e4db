"""The parts of the page that compares the platform's export with the ledger."""

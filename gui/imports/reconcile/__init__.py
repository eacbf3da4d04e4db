"""The parts of the page that sets the platform's export beside the ledger."""

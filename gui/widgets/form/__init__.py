"""Forms built from declarations."""

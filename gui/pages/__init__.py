"""One file per screen; a page wires, it does not think."""

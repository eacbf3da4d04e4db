"""How figures are counted: who counts, under which rules, in which quarter."""

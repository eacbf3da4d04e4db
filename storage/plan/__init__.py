"""The year's work plan: which one applies, how it is edited, how its rows progress in a quarter."""

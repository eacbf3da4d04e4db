"""The year's work plan: which one holds, how it is kept, how its rows stand in a quarter."""

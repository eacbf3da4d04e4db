"""The meaning of headers, cells and names, in any sheet."""

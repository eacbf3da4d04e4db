"""The rules of the domain, one per file: plain functions, each with the article it rests on."""

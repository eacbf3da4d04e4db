"""The rules of the domain, one a file: plain functions, each with the article it rests on."""

"""Paper: workbooks and PDF reports made from the records. Reads storage, never Qt."""

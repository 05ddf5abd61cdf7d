"""Whatever was handed in → the notebook that is graded: read, matched with the source, cleaned, looked at."""

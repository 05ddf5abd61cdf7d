"""Outcomes → marks, and where they are kept: nbgrader's database, the autograded notebook, a record for each run."""

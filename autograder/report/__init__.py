"""A class on one page: how the marks lie, which exercises are hard or say little, who is stuck.

results (autograder.marks.results) ─▶ statistics ─▶ drawing ─▶ page, CSV
"""

"""Which answers are more alike than chance and the exercise explain? A pair is a place to look, not a verdict.

    answers, suspects ─▶ tokens ─▶ winnowing ─▶ pairs (rarity, evidence) ─▶ clusters ─▶ report, page

What it can show: long, rare pieces in common, whatever was renamed, reordered, commented or reformatted. What it
cannot: who copied from whom, whether working together was allowed, and anything about answers written anew after
somebody else's idea, or a single copied exercise. What many share counts for little, what half share for nothing.
"""

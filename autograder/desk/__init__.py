"""A student's folder: how far they are, the start page, a newer release under their answers, a lesson fresh again."""

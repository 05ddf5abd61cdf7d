"""The settings of a course of one lesson."""

c = get_config()  # noqa: F821, provided by traitlets

c.CourseDirectory.course_id = "own-lesson"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.Audit.bank = "answers"

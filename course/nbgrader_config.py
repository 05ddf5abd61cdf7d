"""nbgrader's settings for this course; the stock commands and the autograder's read the same file."""

c = get_config()  # noqa: F821, provided by traitlets

c.CourseDirectory.course_id = "nnlib"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.Execute.timeout = 120
c.Audit.bank = "../tests/answers"  # for `autograder audit`
c.Similar.suspects = ["nnlib"]  # for `autograder similar`

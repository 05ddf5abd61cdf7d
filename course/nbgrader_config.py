"""nbgrader's settings for this course; the stock commands and the autograder's read the same file."""

c = get_config()  # noqa: F821, provided by traitlets

c.CourseDirectory.course_id = "nnlib"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.Execute.timeout = 120
c.Audit.bank = "../tests/answers"  # for `autograder audit`
c.Similar.suspects = ["nnlib"]  # for `autograder similar`

# For `nbgrader zip_collect`: Moodle's folders NAME_1_assignsubmission_file_, Canvas' files NAME_[LATE_]1_2_NOTEBOOK
c.FileNameCollectorPlugin.named_regexp = (
    r".*/(?P<student_id>[^/]+?)(?:_\d+_assignsubmission_file_/|_(?:LATE_|late_)?\d+_\d+_)"
    r"(?P<file_id>[^/]+?)(?:-\d+| \(\d+\))?\.ipynb$"
)

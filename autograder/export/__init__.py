"""Marks for other systems, as plugins of ``nbgrader export`` and by ``autograder export``: one CSV file each.

nbgrader export --exporter autograder.export.CanvasExporter --to canvas.csv
autograder export --format canvas --course course --to canvas.csv
"""

from autograder.export.canvas import CanvasExporter
from autograder.export.exercises import ExercisesExporter
from autograder.export.gradescope import GradescopeExporter
from autograder.export.moodle import MoodleExporter

__all__ = ["EXPORTERS", "CanvasExporter", "ExercisesExporter", "GradescopeExporter", "MoodleExporter"]

EXPORTERS = {
    "canvas": CanvasExporter,
    "moodle": MoodleExporter,
    "gradescope": GradescopeExporter,
    "exercises": ExercisesExporter,
}

"""nbgrader's formgrader with our commands behind its buttons: an extension of the Jupyter server.

Generate, Autograde and Generate Feedback run ``autograder release``, ``grade`` and ``feedback`` in a process of their
own, so student code never runs in the server and the page answers meanwhile; everything else is nbgrader's. Installing
the package switches it on; ``jupyter server extension disable autograder.formgrader`` gives nbgrader's buttons back.

What formgrader takes for the time of a submission is what counts here, its arrival (``autograder.course.arrivals``):
it compares that with the gradebook to tell what still has to be graded.

Extensions load in alphabetical order, and of two handlers of an address the first one answers: this one is loaded
before nbgrader's.

References
----------
jupyter_server documentation, "Server extensions"; nbgrader.server_extensions.formgrader.apihandlers.
"""

import asyncio
import json
import os
import sys
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from nbgrader.apps.api import NbGraderAPI
from nbgrader.server_extensions.formgrader import base
from nbgrader.server_extensions.formgrader.base import BaseApiHandler, check_notebook_dir, check_xsrf
from tornado import web

from autograder.course.arrivals import arrived
from autograder.course.directory import Course
from autograder.lab import jupyterlab, run

ASSIGNMENT, STUDENT = "/formgrader/api/assignment/([^/]+)", "/([^/]+)"
BUTTONS = {  # address → command and its options
    f"{ASSIGNMENT}/assign": ["release"],
    f"/formgrader/api/submission/([^/]+){STUDENT}/autograde": ["grade", "--force"],
    f"{ASSIGNMENT}/generate_feedback": ["feedback"],
    f"{ASSIGNMENT}{STUDENT}/generate_feedback": ["feedback"],
}
PAGE = "--LabApp.default_url=/formgrader/manage_assignments"


def formgrader(args: list[str], root: Path) -> None:
    """Run JupyterLab in a course directory, opened on formgrader; arguments and errors as of `autograder.lab.lab`."""
    run(jupyterlab(), Course(root).root, [PAGE, *args])


class Api(NbGraderAPI):
    """What formgrader knows of a course, for the time of one request."""

    @cached_property
    def _course(self) -> Course:
        return Course(self.coursedir.root)

    def get_submitted_timestamp(self, assignment_id: str, student_id: str) -> datetime | None:
        """Return when a submission arrived, in UTC."""
        return arrived(self._course, student_id, assignment_id)


class Button(BaseApiHandler):
    """Runs a command and answers as formgrader expects: whether it succeeded, what it said, and why not."""

    def initialize(self, command: list[str]) -> None:
        """Take the command and its options."""
        self.command = command

    async def prepare(self) -> None:
        """Answer that there is nothing here where nbgrader's formgrader is switched off."""
        await super().prepare()
        if "nbgrader_formgrader" not in self.settings:
            raise web.HTTPError(404)

    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    async def post(self, assignment: str, student: str = "") -> None:
        """Run the command for an assignment, of one student where the address names one."""
        who = [f"--student={student}"] if student else []
        course = os.path.abspath(self.coursedir.root)
        self.finish(json.dumps(await said([*self.command, f"--course={course}", *who, "--", assignment])))


async def said(arguments: list[str]) -> dict[str, Any]:
    """Run a command of ours; return what formgrader shows of it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "autograder", *arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await process.communicate()
    except asyncio.CancelledError:  # the server ends
        process.terminate()
        raise
    lines = output.decode(errors="replace").rstrip()
    if process.returncode == 0:
        return {"success": True, "log": lines}
    *before, last = lines.splitlines() or [f"the command ended with {process.returncode}"]
    return {"success": False, "error": last, "log": "\n".join(before)}


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "autograder.formgrader"}]


def _load_jupyter_server_extension(server: Any) -> None:
    programs = os.path.join(sys.prefix, "bin")  # nbgrader calls alembic by its name, which needs an active environment
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), programs])
    base.NbGraderAPI = Api  # where formgrader's handlers look it up
    url = server.web_app.settings["base_url"]
    handlers = [(url_path_join(url, address), Button, {"command": command}) for address, command in BUTTONS.items()]
    server.web_app.add_handlers(".*$", handlers)
    server.log.info("formgrader's buttons generate, autograde and write feedback by the autograder")

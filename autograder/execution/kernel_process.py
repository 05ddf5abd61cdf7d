"""One sandboxed kernel: started, asked to execute, stopped with everything that it started."""

import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from autograder.errors import AutograderError
from autograder.execution.kernel_spec import find_kernel, kernel_command
from autograder.execution.outputs import Outputs, is_idle, receive
from autograder.execution.process import ColdProcess, Process, home_with_fonts
from autograder.execution.sandbox import Sandbox, clean_environment
from autograder.execution.strategy import MEBIBYTE, Limits
from autograder.execution.warm import NoTemplateError, Template
from autograder.execution.watch import PERIOD, Watch

START_SECONDS = 60.0
GRACE_SECONDS = 3.0  # between the polite interrupt and the end
LARGEST_MESSAGE = 64 * MEBIBYTE


class KernelStoppedError(Exception):
    """The kernel is gone; the text says why, ``outputs`` is what the running cell had printed by then."""

    def __init__(self, reason: str, outputs: list | None = None):
        super().__init__(reason)
        self.outputs = outputs or []


class KernelProcess:
    """A kernel of its own for one notebook; a context manager that leaves nothing running.

    Parameters
    ----------
    name : str
        The kernel, as Jupyter knows it.
    limits : Limits
    sandbox : callable
    workdir : Path
        The kernel's current directory.
    private : Path
        An empty directory for its home and its sockets; the path must be short (sockets: 107 characters).
    environment : dict
        Variables besides those that a kernel needs.
    template : Template, optional
        What a Python kernel is forked from; where there is none, or it cannot, it starts with its imports before it.

    Raises
    ------
    AutograderError
        If Jupyter knows no kernel of this name, or it does not start.
    """

    def __init__(
        self,
        name: str,
        *,
        limits: Limits,
        sandbox: Sandbox,
        workdir: Path,
        private: Path,
        environment: dict[str, str],
        template: Template | None = None,
    ):
        spec = find_kernel(name)
        connection_file = private / "connection.json"
        _, connection = write_connection_file(
            str(connection_file),
            transport="ipc",
            ip=str(private / "s"),
            kernel_name=name,
            shell_port=1,  # over Unix sockets a port is the end of a file name
            iopub_port=2,
            stdin_port=3,
            hb_port=4,
            control_port=5,
        )
        command = kernel_command(spec, connection_file)
        variables = clean_environment(home_with_fonts(private), **{**spec.env, **environment})
        places: dict[str, Any] = {"limits": limits, "workdir": workdir, "readable": [Path(spec.resource_dir)]}
        self.limits, self._log = limits, private / "log"
        self.process = start_kernel(command, template, sandbox, private=private, environment=variables, **places)
        self.watch = Watch(self.process.pid, limits, (workdir, private))
        self.client = BlockingKernelClient()
        self.client.load_connection_info(connection)
        self._poller = zmq.Poller()

    def __enter__(self) -> "KernelProcess":
        try:
            self._connect()
            self._wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.process.end()
        self.client.stop_channels()

    def execute(self, source: str, seconds: float) -> tuple[dict, Outputs, bool]:
        """Run source and return the content of the reply, the outputs, and whether it ran out of time.

        Raises
        ------
        KernelStoppedError
            If the kernel died, went over a limit, or could not be interrupted.
        """
        outputs = Outputs(self.limits.output_bytes)
        request = self.client.execute(source, allow_stdin=False, stop_on_error=False)
        deadline = time.monotonic() + max(seconds, 0.0)
        reply = self._wait(request, outputs, deadline)
        overtime = reply is None
        if reply is None:
            self._interrupt()
            reply = self._wait(request, outputs, time.monotonic() + GRACE_SECONDS)
        if reply is None:
            self.process.kill()
            raise KernelStoppedError(f"the notebook was stopped: a cell ran on after {seconds:.3g} s", outputs.nodes)
        return reply, outputs, overtime

    def _connect(self) -> None:
        self.client.start_channels(shell=True, iopub=True, stdin=False, hb=False, control=True)
        for channel in (self.client.shell_channel, self.client.iopub_channel):
            channel.socket.maxmsgsize = LARGEST_MESSAGE
            self._poller.register(channel.socket, zmq.POLLIN)

    def _wait_until_ready(self) -> None:
        """Return when the kernel has answered a request and its broadcasts arrive."""
        end = time.monotonic() + START_SECONDS
        reason = f"no answer within {START_SECONDS:g} s"
        try:
            while time.monotonic() < end:
                request = self.client.kernel_info()
                if self._wait(request, Outputs(0), time.monotonic() + 1.0) is not None:
                    return
        except KernelStoppedError as stop:
            reason = str(stop)
        log = self._log.read_text(errors="replace") if self._log.exists() else ""
        errors = [line for line in log.splitlines() if "error" in line.lower()]
        raise AutograderError(f"the kernel did not start: {errors[-1] if errors else reason}")

    def _wait(self, request: str, outputs: Outputs, deadline: float) -> dict | None:
        """Return the reply's content once reply and the "idle" broadcast are there; None at the deadline."""
        reply, idle = None, False
        while (now := time.monotonic()) < deadline and not (reply and idle):
            ready = dict(self._poller.poll(int(1000 * min(PERIOD, deadline - now)) + 1))
            if self.client.iopub_channel.socket in ready:
                message = receive(self.client.iopub_channel, request)
                idle = idle or is_idle(message)
                outputs.add(message)
            elif self.client.shell_channel.socket in ready:
                reply = receive(self.client.shell_channel, request).get("content") or reply
                deadline = min(deadline, time.monotonic() + GRACE_SECONDS) if reply else deadline
            self._stop_at_limits(outputs)
        return reply

    def _stop_at_limits(self, outputs: Outputs) -> None:
        if not self.process.alive():
            raise KernelStoppedError("the notebook's kernel died", outputs.nodes)
        excess = self.watch.excess()
        if excess:
            self.process.kill()
            raise KernelStoppedError(f"the notebook was stopped: {excess}", outputs.nodes)

    def _interrupt(self) -> None:
        message = self.client.session.msg("interrupt_request", content={})
        self.client.control_channel.send(message)


def start_kernel(
    command: list[str],
    template: Template | None,
    sandbox: Sandbox,
    *,
    limits: Limits,
    workdir: Path,
    private: Path,
    environment: dict[str, str],
    readable: list[Path],
) -> Process:
    """Return the process of a kernel: forked from a template if it is IPython's here and that can, else started anew.

    What it says goes to ``private/log``.
    """
    places: dict[str, Any] = {"limits": limits, "workdir": workdir, "readable": readable}
    if template and command[1:3] == ["-m", "ipykernel_launcher"]:
        ours, theirs = socket.socketpair()
        more: dict[str, Any] = {
            "private": private,
            "environment": environment,
            "arguments": command[3:],
            "hardened": False,
        }
        with ours, theirs, suppress(NoTemplateError):
            return template.start("kernel", ours, theirs, **places, **more)
    with (private / "log").open("wb") as log:
        return ColdProcess(
            subprocess.Popen(
                sandbox(command, writable=[private], **places),
                env=environment,
                cwd=workdir,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        )

"""Kernels in the sandbox, and warm, for every program that starts kernels by jupyter_client.

With ``JUPYTER_DEFAULT_PROVISIONER_NAME=autograder-sandbox`` in the environment, stock nbgrader, nbclient and JupyterLab
start them so: without network and without sight of anything but the directory that a kernel runs in, its limits
watched. Tests and answers still share the kernel; what keeps them apart is ``autograder.execution.wall``.

Limits are settings of the class, as in ``c.SandboxProvisioner.memory = 4 * 2**30``.

References
----------
jupyter_client documentation, "Customizing the kernel's runtime environment: kernel provisioning".
"""

import asyncio
import os
import shutil
import signal
import sys
import threading
import time
from functools import cache
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import Float, Integer, Unicode

from autograder.execution.imports import KERNEL
from autograder.execution.kernel_process import start_kernel
from autograder.execution.process import Process, WarmProcess, home_with_fonts
from autograder.execution.sandbox import choose, clean_environment
from autograder.execution.scratch import Scratch
from autograder.execution.strategy import MEBIBYTE, Limits
from autograder.execution.warm import Template, why_not
from autograder.execution.watch import PERIOD, Watch, process_tree

PASSED_ON = "NBGRADER_"  # variables by which nbgrader tells a notebook that it is graded
HISTORY = "--HistoryManager.hist_file"  # there is no place where it could be kept


class SandboxProvisioner(KernelProvisionerBase):
    """Starts a kernel in a sandbox and ends it with all that it has started."""

    memory = Integer(4096 * MEBIBYTE, help="Bytes for all processes of a kernel.").tag(config=True)
    disk = Integer(1024 * MEBIBYTE, help="Bytes of files in its directory.").tag(config=True)
    file_size = Integer(512 * MEBIBYTE, help="Bytes of one file.").tag(config=True)
    processes = Integer(256, help="The processes and threads of a kernel.").tag(config=True)
    idle_exit = Float(0.05, help="Seconds between two looks at a kernel that is to end.").tag(config=True)
    sandbox = Unicode("auto", help="auto, bubblewrap or none.").tag(config=True)

    process: Process | None = None
    _private: Scratch | None = None

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and not cleaned up."""
        return self.process is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Have the kernel's connection go over Unix sockets in a directory of its own, for want of a network."""
        manager: Any = self.parent
        if self._private is None:
            self._private = Scratch("kernel")
            manager.transport, manager.ip = "ipc", str(self._private.path / "s")
            manager.connection_file = str(self._private.path / "connection.json")
            manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        command = manager.format_kernel_cmd(extra_arguments=kwargs.pop("extra_arguments", []))
        if self.kernel_spec.language == "python" and not any(HISTORY in word for word in command):
            command.append(f"{HISTORY}=:memory:")
        return await super().pre_launch(cmd=command, **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel in the directory that it was asked to run in."""
        if self._private is None:
            raise RuntimeError("a kernel is launched after pre_launch has made its directory, not before")
        workdir = Path(kwargs.get("cwd") or os.getcwd()).absolute()
        self.process = await asyncio.to_thread(self._started, cmd, workdir, self._private.path)
        return self.connection_info

    async def poll(self) -> int | None:
        """Return None while the kernel runs."""
        return None if self.process and self.process.alive() else 0

    async def wait(self) -> int | None:
        """Return when the kernel has ended."""
        while await self.poll() is None:
            await asyncio.sleep(self.idle_exit)
        await self._end()
        return 0

    async def send_signal(self, signum: int) -> None:
        """Send the kernel a signal."""
        if signum == 0 or self.process is None:
            return
        if isinstance(self.process, WarmProcess):
            self.process.signal(signum)
        elif signum == signal.SIGKILL:
            self.process.kill()
        else:
            for each in process_tree(psutil.Process(self.process.pid)):
                if each.name() != "bwrap":
                    each.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all that it has started."""
        if self.process:
            self.process.kill()

    async def terminate(self, restart: bool = False) -> None:
        """End the kernel and all that it has started: where nothing outlives it there is nothing to tidy up."""
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Leave nothing behind; for a restart the connection stays."""
        await self._end()
        if self._private and not restart:
            self._private.remove()
            self._private = None

    async def _end(self) -> None:
        process, self.process = self.process, None
        if process:
            await asyncio.to_thread(process.end)

    def _started(self, command: list[str], workdir: Path, private: Path) -> Process:
        shutil.rmtree(private / "home", ignore_errors=True)
        environment = {name: value for name, value in os.environ.items() if name.startswith(PASSED_ON)}
        limits = Limits(memory=self.memory, disk=self.disk, file_size=self.file_size, processes=self.processes)
        process = start_kernel(
            command,
            None if self.sandbox == "none" else template_below(_place(workdir)),
            choose(self.sandbox),
            limits=limits,
            workdir=workdir,
            private=private,
            environment=clean_environment(home_with_fonts(private), **self.kernel_spec.env, **environment),
            readable=[Path(self.kernel_spec.resource_dir)],
        )
        watch = Watch(process.pid, limits, (workdir, private))
        threading.Thread(target=_keep_watch, args=(process, watch), daemon=True).start()
        return process


def _place(workdir: Path) -> Path:
    """Return the directory below which this program's kernels run: its own, as a rule."""
    own = Path.cwd()
    return own if workdir.is_relative_to(own) else workdir


@cache
def template_below(place: Path) -> Template | None:
    """Return the template for kernels that run in directories below ``place``, None where they cannot start warm."""
    one = Template(KERNEL, [place])
    return None if why_not(one) else one


def _keep_watch(process: Process, watch: Watch) -> None:
    while process.alive():
        excess = watch.excess()
        if excess:
            print(f"the kernel was stopped: {excess}", file=sys.stderr)
            process.kill()
            return
        time.sleep(PERIOD)

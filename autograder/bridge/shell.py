"""IPython without a terminal or a Jupyter client: cells in, the messages a notebook would show out.

It is what a kernel runs inside (magics, top-level await, rich display, matplotlib inline) minus sockets and threads,
which makes it start in half the time and leaves student code nothing to forge messages with.
"""

import ast
import base64
import builtins
import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell

PROMPT = re.compile(r"^\s*In ?\[\d+\]:", re.MULTILINE)  # an annotation, to Python
AWAITS = re.compile(r"\b(await|async)\b")


class Recorder:
    """Collect what cells show, up to ``limit`` bytes a cell; the rest is dropped."""

    def __init__(self) -> None:
        self.limit = 2**20
        self._messages: list[dict] = []
        self._size = 0

    def add(self, kind: str, **content: Any) -> None:
        """Take one message of Jupyter's protocol: its type and content."""
        last = self._messages[-1]["content"] if self._messages else {}
        self._size += len(content["text"] if kind == "stream" else repr(content))
        if self._size > self.limit:
            return
        if kind == "stream" and last.get("name") == content["name"]:
            last["parts"].append(content["text"])
        else:
            if kind == "stream":
                content["parts"] = [content.pop("text")]
            self._messages.append({"header": {"msg_type": kind}, "content": content})

    def take(self) -> list[dict]:
        """Return the messages since the last call."""
        messages, self._messages, self._size = self._messages, [], 0
        for message in messages:
            if "parts" in message["content"]:
                message["content"]["text"] = "".join(message["content"].pop("parts"))
        return messages


class Stream(io.TextIOBase):
    """What ``sys.stdout`` and ``sys.stderr`` are while cells run."""

    encoding = "utf-8"  # type: ignore[assignment]

    def __init__(self, recorder: Recorder, name: str):
        self._recorder, self.name = recorder, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self._recorder.add("stream", name=self.name, text=text)
        return len(text)


class Publisher(DisplayPublisher):
    """Takes what ``display`` shows."""

    recorder: Recorder

    def publish(self, data: Any, metadata: Any = None, source: Any = None, *, update: Any = False, **_: Any) -> None:
        if not update:
            self.recorder.add("display_data", data=encoded(data), metadata=metadata or {})

    def clear_output(self, wait: bool = False) -> None:
        self.recorder.add("clear_output", wait=wait)


class Hook(DisplayHook):
    """Takes the value of a last expression."""

    recorder: Recorder

    def write_output_prompt(self) -> None:
        """The number of the prompt is part of the message."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        self.recorder.add(
            "execute_result",
            data=encoded(format_dict),
            metadata=md_dict or {},
            execution_count=self.prompt_count,
        )

    def finish_displayhook(self) -> None:
        self._is_active = False


class Compiler(CachingCompiler):
    """A compiler that parses a cell once, though the shell asks twice: is it Python, and what is in it."""

    _parsed: tuple = (None, None)

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.AST:
        key = source, symbol, self.flags
        known, tree = self._parsed
        self._parsed = None, None  # whoever asks for the tree may change it
        return tree if known == key else super().ast_parse(source, filename, symbol)

    def parses(self, source: str) -> bool:
        """Return whether a cell is Python, and keep its tree for the next question."""
        try:
            self._parsed = (source, "exec", self.flags), super().ast_parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
        return True


class Shell(InteractiveShell):
    """An interactive shell whose output is recorded.

    Parameters
    ----------
    namespace : dict
        The names of the notebook; a subclass of dict may look missing ones up.
    """

    recorder: Recorder
    compile: Compiler
    history_manager: HistoryManager
    compiler_class = Compiler
    system = InteractiveShell.system_piped
    display_pub_class = Publisher
    displayhook_class = Hook

    def __init__(self, namespace: dict | None = None):
        HistoryManager.enabled = False  # type: ignore[assignment]  # of all that are made from here on
        recorder = Recorder()
        Publisher.recorder = Hook.recorder = Shell.recorder = recorder
        super().__init__(user_ns=namespace)
        self.explained: Callable[[BaseException], dict] | None = None  # makes the messages of errors, if it is given
        self._usual = self._transformations()
        self.colors = "nocolor"
        builtins.input = _no_input
        sys.stdout, sys.stderr = Stream(recorder, "stdout"), Stream(recorder, "stderr")

    def begin(self, namespace: dict | None = None) -> None:
        """Begin here and now, with these names or none: a shell may have been made before its process was forked."""
        self.init_create_namespaces(None, namespace)
        self.init_sys_modules()
        self.starting_dir = os.getcwd()
        self.history_manager.dir_hist = [Path.cwd()]
        self.init_user_ns()

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no event loop of a window system to enter."""

    def ask_exit(self) -> None:
        """``exit`` in a notebook ends nothing."""

    def transform_cell(self, raw_cell: str) -> str:
        """Return a cell as Python; only where it is not, or looks like a copied prompt, magics are searched for.

        Or where somebody has put a transformation of their own among IPython's.
        """
        usual = self._usual == self._transformations()
        if usual and raw_cell[:1].strip() and "\n" in raw_cell.strip() and not PROMPT.search(raw_cell):
            cell = raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"
            if self.compile.parses(cell):
                return cell
        return super().transform_cell(raw_cell)

    def should_run_async(self, raw_cell: str, *, transformed_cell: str | None = None, **how: Any) -> bool:
        """Return whether a cell waits for something at its top level; IPython compiles every cell to find out."""
        waits = AWAITS.search(transformed_cell or "")
        return bool(waits) and super().should_run_async(raw_cell, transformed_cell=transformed_cell, **how)

    def _transformations(self) -> list[list]:
        manager = self.input_transformer_manager
        lists = manager.cleanup_transforms, manager.line_transforms, manager.token_transformers
        return [list(each) for each in (*lists, self.input_transformers_post)]

    def run(self, source: str) -> ExecutionResult:
        """Run a cell and show what Jupyter would."""
        return self.run_cell(source, store_history=True)

    def place(self, filename: str) -> str | None:
        """Return how a traceback calls a file, "Cell In[3]", if it is a cell."""
        name = self.compile.format_code_name(filename)
        return " ".join(name) if name else None

    def showtraceback(self, *arguments: Any, **keywords: Any) -> None:
        error = sys.exc_info()[1]
        if self.explained is None:
            super().showtraceback(*arguments, **keywords)
        elif error is not None:
            self.recorder.add("error", **self.explained(error))

    def showsyntaxerror(self, *arguments: Any, **keywords: Any) -> None:
        if self.explained is None:
            super().showsyntaxerror(*arguments, **keywords)
        else:
            self.showtraceback()

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.recorder.add("error", ename=etype.__name__, evalue=safe_text(evalue), traceback=list(stb))


def encoded(data: dict) -> dict:
    """Return display data with bytes in base64, as notebooks hold pictures."""
    return {kind: base64.b64encode(v).decode() if isinstance(v, bytes) else v for kind, v in data.items()}


def safe_text(error: BaseException) -> str:
    """Return the text of an exception whose class may be unable to make one."""
    try:
        return str(error)
    except Exception as failure:
        return f"(no text: {type(failure).__name__})"


def _no_input(*_: Any) -> str:
    raise StdinNotImplementedError("nobody is there to answer while a notebook is graded")

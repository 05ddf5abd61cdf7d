"""A kernel's messages → the outputs of one cell, in bounded space and always valid notebook format."""

from nbformat import NotebookNode, ValidationError
from nbformat.v4 import new_output, output_from_msg

OUTPUT_TYPES = ("stream", "display_data", "execute_result", "error")
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, ValidationError, RecursionError)
ENOUGH = "… more output than the limit; the rest was dropped\n"


class Outputs:
    """Collect messages until ``limit`` bytes are full; whatever comes later is dropped.

    Parameters
    ----------
    limit : int
        Bytes that the outputs of this cell may take.
    """

    def __init__(self, limit: int):
        self.nodes: list[NotebookNode] = []
        self._left = limit
        self._clear_next = False

    def add(self, message: dict) -> None:
        """Take one IOPub message; messages that are no output, and malformed ones, change nothing."""
        kind = message["header"].get("msg_type")
        try:
            if kind == "clear_output":
                self._clear(wait=bool(message["content"].get("wait")))
            elif kind in OUTPUT_TYPES:
                self._append(output_from_msg(message))
        except MALFORMED:
            return

    def result(self) -> str | None:
        """Return the plain text of the value of the last expression, None where there was none."""
        texts = [node.data.get("text/plain") for node in self.nodes if node.output_type == "execute_result"]
        return texts[-1] if texts and isinstance(texts[-1], str) else None

    def _clear(self, *, wait: bool) -> None:
        self._clear_next = wait
        if not wait:
            self.nodes = []

    def _append(self, node: NotebookNode) -> None:
        if self._clear_next:
            self._clear(wait=False)
        size = len(repr(node))
        if self._left < 0:
            return
        self._left -= size
        if self._left < 0:
            node = new_output("stream", name="stderr", text=ENOUGH)
        last = self.nodes[-1] if self.nodes else None
        if last and node.output_type == last.output_type == "stream" and node.name == last.name:
            last.text += node.text
        else:
            self.nodes.append(node)


def receive(channel, request: str) -> dict:
    """Return the next message of a channel if it answers ``request``, else a message without content.

    A kernel that runs student code may send anything, also what no kernel sends.
    """
    try:
        message = channel.get_msg(timeout=0)
        if message["parent_header"].get("msg_id") == request and isinstance(message["content"], dict):
            return message
    except (*MALFORMED, IndexError, OverflowError):
        pass
    return {"header": {}, "content": {}}


def is_idle(message: dict) -> bool:
    """Return whether a broadcast says that the kernel is done with the request."""
    return message["header"].get("msg_type") == "status" and message["content"].get("execution_state") == "idle"

"""A bridge with both ends in this process, the student's in a thread.

What the processes add is tested in test_wall.py.
"""

import builtins
import socket
import threading
import time

from autograder.bridge.channel import Channel, ChannelClosedError
from autograder.bridge.checker_objects import CheckerObjects
from autograder.bridge.codec import Codec
from autograder.bridge.namespace import Namespace
from autograder.bridge.operations import OPERATIONS
from autograder.bridge.peer import Peer
from autograder.bridge.student_objects import StudentObjects


class Bridge:
    """Runs a student's source, and gives tests a namespace that reaches it."""

    def __init__(self):
        here, there = socket.socketpair()
        self.student = {"__name__": "__main__"}
        self.names = Namespace()
        self.names["__builtins__"] = builtins
        objects = CheckerObjects(self.names.own_class)
        self.peer = objects.peer = self.names.peer = Peer(
            Channel(here), Codec(objects.refer, objects.resolve), objects.operations(), lambda _: None
        )
        self.peer.deadline = time.monotonic() + 5
        self.other = StudentObjects(self.student)
        self.operations = {
            **OPERATIONS,
            "name": lambda name: [self.student[name]] if name in self.student else [],
            "delete_name": self.student.__delitem__,
            "set_name": self.student.__setitem__,
        }
        far = Peer(
            Channel(there),
            Codec(self.other.refer, self.other.resolve, self.other.forget),
            self.operations,
            lambda filename: "Cell In[1]" if filename == "<student>" else None,
        )
        self.operations["each"] = far.serve_each
        self.other.request = far.request
        threading.Thread(target=serve, args=(far,), daemon=True).start()

    def define(self, source):
        exec(compile(source, "<student>", "exec"), self.student)

    def test(self, source):
        self.names.new_cell((), ())
        exec(compile(source, "<test>", "exec"), self.names)


def serve(far):
    try:
        while True:
            far.serve(far.receive())
    except ChannelClosedError:
        pass

"""The bridge across the wall: two processes that share no memory call each other's functions by messages.

    checker process                       student process
    Namespace ── StandIn ── Peer ══ socket ══ Peer ── StudentObjects ── the notebook's names

``codec`` and ``arrays`` turn values into bytes, ``channel`` carries frames of bytes, ``peer`` makes requests of them,
``standins`` are what tests hold in place of a student's functions and objects, ``namespace`` finds them by name and
``names`` says which of the instructor's cells the checker runs. ``shell`` runs cells, ``guard`` limits their time, and
``harden`` is a second floor under the sandbox.

What holds: nothing that arrives is unpickled; what a stand-in equals, whether it is true, what type it has and whether
it is a number are decided where the stand-in is; the instructor's names are never the student's; tests, expected
values and seeds never enter the student's process.

What a test must do itself, here as in any process:

- Ask for data, not for opinions: ``set(answer) <= expected`` rather than ``answer.issubset(expected)``, which an object
  of the student's may answer as it likes.
- Compute what it expects before it hands its input to a function that could change that input.
- Import what it uses in a locked or test cell; functions that only the student imports are the student's.
- Compare by attributes or methods where students write ``__eq__``, ``__bool__`` or ``__lt__``: those of a stand-in are
  not theirs. What hangs together in one process (a tensor's history, a patched global, a file that an answer writes)
  does not cross; ``--isolation kernel`` is for courses that need it.
"""

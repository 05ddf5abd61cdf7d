"""What a function does to CUDA tensors, recorded as a graph once and replayed.

A GPU is told each small operation by the CPU, and on small arrays waits for it most of the time. A graph holds all the
operations, with the addresses of their arrays, and is started by one call. So everything must stay where it is: what
changes is overwritten, never replaced, and nothing may depend on a value that the CPU would have to look at.

References
----------
PyTorch documentation, *CUDA semantics*, section "CUDA Graphs" (warm-up on a side stream, capture, replay).
"""

from nnlib import tree

__all__ = ["ReplayedUpdate", "overwrite", "record"]

WARM_UP = 3  # runs before the recording, in which libraries allocate what they need


def record(run, state, generators=()):
    """Record a function without arguments.

    Parameters
    ----------
    run : callable
        Changes the arrays of ``state`` in place and nothing else; what it returns is overwritten by each replay.
    state : sequence of CUDA tensors
        They are as before when this returns: neither warming up nor recording leaves a trace.
    generators : sequence of torch.Generator
        From which ``run`` draws; a replay goes on in their streams.

    Returns
    -------
    replay : callable
    returned : what ``run`` returned while it was recorded

    Raises
    ------
    RuntimeError
        If ``run`` does what cannot be recorded; the arrays are as before then too.
    """
    import torch

    before = [leaf.clone() for leaf in state]
    streams = [generator.get_state() for generator in generators]
    graph = torch.cuda.CUDAGraph()
    try:
        _warm_up(torch, run)
        for generator, stream in zip(generators, streams, strict=True):
            generator.set_state(stream)
            graph.register_generator_state(generator)
        with torch.cuda.graph(graph):
            returned = run()
    finally:
        overwrite(state, before)
    return graph.replay, returned


def _warm_up(torch, run):
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(WARM_UP):
            run()
    torch.cuda.current_stream().wait_stream(side)


def overwrite(old, new):
    """Copy the arrays of one tree into those of another, except where they are the same."""
    for place, value in zip(tree.leaves(old), tree.leaves(new), strict=True):
        if place is not value:
            place.copy_(value)


class ReplayedUpdate:
    """``state ← update(state, index)`` on CUDA tensors, replayed.

    Parameters
    ----------
    update : callable
        A pure function from a tree of arrays and an array of indices to the tree's next value; its random numbers come
        from ``generators``.
    state : tree of CUDA tensors
        Copied; the current value is ``self.state``, always in the same place.
    index : tensor of int, shape (m,)
        The update is recorded for indices of this shape; with another, shorter one it is computed anew.
    generators : sequence of torch.Generator
    """

    def __init__(self, update, state, index, generators=()):
        self._update, self._index = update, index.clone()
        self.state = tree.map(lambda leaf: leaf.clone(), state)
        self._replay, _ = record(lambda: self._in_place(self._index), tree.leaves(self.state), generators)

    def __call__(self, index):
        """Make one update."""
        if index.shape != self._index.shape:
            self._in_place(index)
        else:
            self._index.copy_(index)
            self._replay()

    def _in_place(self, index):
        overwrite(self.state, self._update(self.state, index))

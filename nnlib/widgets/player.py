"""Play: an asyncio task beside the kernel's messages, so that Stop and the sliders are heard between two pictures.

It never runs ahead of the eye: it waits while the browser has not painted the last few pictures, which on a slow line
keeps the queue short and under a closed tab costs nothing.
"""

import asyncio

__all__ = ["Player"]

PICTURES = 30  # a second, at most
AHEAD = 3  # pictures sent and not yet painted
PATIENCE = 60.0  # seconds without a painted picture until Play ends


class Player:
    """Calls ``step`` again and again until it returns False or `stop` is called.

    Parameters
    ----------
    step : callable
        Takes how many steps to take; returns False at the end.
    """

    def __init__(self, step):
        self._step, self._task = step, None
        self.sent = self.painted = 0

    @property
    def playing(self):
        """Whether the task runs."""
        return self._task is not None and not self._task.done()

    def play(self, pace):
        """Start the task on the running event loop.

        Parameters
        ----------
        pace : callable
            Returns the steps a second to take now.
        """
        self.stop()
        self.painted = self.sent
        self._task = asyncio.get_running_loop().create_task(self._run(pace))

    def stop(self):
        """End it; no step is taken afterwards."""
        if self.playing:
            self._task.cancel()
        self._task = None

    async def _run(self, pace):
        clock = asyncio.get_running_loop().time
        due = seen = clock()
        while True:
            steps = max(1, round(pace() / PICTURES))
            if not self._step(steps):
                return
            due = max(due + steps / pace(), clock())
            await asyncio.sleep(due - clock())
            while self.sent - self.painted > AHEAD:
                if clock() - seen > PATIENCE:
                    self._task = None
                    return
                await asyncio.sleep(1 / PICTURES)
            seen = clock()

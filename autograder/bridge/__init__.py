"""The bridge across the wall: two processes that share no memory call each other's functions by messages.

    checker process                    student process
    Namespace ── StandIn ── Peer ══ socket ══ Peer ── Objects ── the notebook's names

``codec`` turns values into bytes, ``channel`` carries frames of bytes, ``peer`` makes requests of them, ``standins``
are what tests hold in place of a student's functions and objects. Nothing that arrives is ever unpickled, and what a
stand-in equals, whether it is true and what type it has is decided where the stand-in is.
"""

"""Logic gates as threshold units, and adders made of nothing but NAND.

References
----------
M. A. Nielsen (2015), *Neural Networks and Deep Learning*, chapter 1, http://neuralnetworksanddeeplearning.com.
"""

__all__ = ["GATES", "full_adder", "gate", "half_adder"]

# w and b of a unit step(w·x + b) for each gate; NAND's are those of Nielsen, ch. 1.
GATES = {
    "AND": ((1.0, 1.0), -1.5),
    "OR": ((1.0, 1.0), -0.5),
    "NAND": ((-2.0, -2.0), 3.0),
    "NOR": ((-1.0, -1.0), 0.5),
}


def gate(name):
    """Return weights ``w`` (two numbers) and bias ``b`` with which ``step(w·x + b)`` is the gate ``name``.

    Raises
    ------
    ValueError
        If no single unit can be that gate (XOR), or the name is unknown.
    """
    if name not in GATES:
        reason = "no single threshold unit computes it" if name in ("XOR", "XNOR") else "unknown gate"
        raise ValueError(f"{name}: {reason}; expected one of {', '.join(GATES)}")
    return GATES[name]


def half_adder(a, b, nand):
    """Add two bits with five NAND gates.

    Parameters
    ----------
    a, b : 0 or 1
    nand : callable
        ``nand(a, b)`` returns 0 or 1.

    Returns
    -------
    tuple
        The sum bit and the carry bit.
    """
    either = nand(a, b)
    total = nand(nand(a, either), nand(b, either))
    return total, nand(either, either)


def full_adder(a, b, carry, nand):
    """Add three bits by NAND gates alone; return the sum bit and the carry bit."""
    partial, first = half_adder(a, b, nand)
    total, second = half_adder(partial, carry, nand)
    return total, nand(nand(first, first), nand(second, second))

"""Hopfield networks: the speed of a sweep over 4,000 units for 200 probes, and how much the storage rules hold.

All contestants visit the units in one order and must agree on every state before anything is timed. Those in plain
NumPy work on 200 probes at once too, and check nothing.
"""

import numpy as np

from benchmarks.measure import interleaved, table
from nnlib import hopfield as hf
from nnlib.arrays import to_numpy

UNITS, PATTERNS, PROBES, FLIPS, ROUNDS = 4000, 400, 200, 0.1, 3
LOADS = (0.1, 0.12, 0.13, 0.138, 0.145, 0.16, 0.2)


def main():
    """Print seconds a sweep and a recall with their ratios, then overlaps by load against the theory."""
    speed()
    capacity()
    rules()


def speed():
    """Time one sweep of every contestant, and whole recalls of nnlib."""
    rng = np.random.default_rng(0)
    P = hf.random_patterns(PATTERNS, UNITS, rng=rng)
    S, order, W = hf.flip(P[:PROBES], FLIPS, rng=rng), np.random.default_rng(1).permutation(UNITS), hf.hebb(P)
    networks = {"matrix": W, "matrix, float32": W.astype(np.float32), "factors": hf.hebb_factors(P)} | torch_networks(P)
    sweeps = {f"nnlib, {name}": lambda W=W: recall(W, S, 1).S for name, W in networks.items()}
    sweeps["probe by probe, unit by unit"] = lambda: np.stack([unit_by_unit(W, s[None], order)[0] for s in S])
    sweeps["a product for each unit"] = lambda: unit_by_unit(W, S, order)
    sweeps["fields kept, an update for each change"] = lambda: fields_kept(W, S, order)
    expected = sweeps["a product for each unit"]()
    for name, sweep in sweeps.items():
        if not np.array_equal(to_numpy(sweep()), expected):
            raise AssertionError(f"{name} does not agree with the definition")
    seconds = interleaved(sweeps, rounds=ROUNDS)
    ours = seconds["nnlib, matrix"]
    print(f"One sweep, {UNITS:,} units, {PATTERNS} patterns, {PROBES} probes\n")
    print(table(["", "s a sweep", "time / nnlib's"], [[n, f"{s:.2f}", f"{s / ours:.2f}"] for n, s in seconds.items()]))
    recalls = {f"nnlib, {name}": lambda W=W: recall(W, S) for name, W in networks.items()}
    seconds = interleaved(recalls, rounds=1)
    result = recall(W, S)
    overlap = float((result.S * P[:PROBES]).mean())
    print(f"\nRecall to rest: {result.sweeps} sweeps, overlap {overlap:.4f}\n")
    print(table(["", "s a recall"], [[name, f"{s:.2f}"] for name, s in seconds.items()]))


def recall(W, S, max_sweeps=100):
    """Sweep in random orders until nothing changes."""
    return hf.recall(W, S, rng=np.random.default_rng(1), max_sweeps=max_sweeps)


def torch_networks(P):
    """The same weights as PyTorch tensors on the CPU, if there is PyTorch."""
    try:
        import torch
    except ImportError:
        return {}
    P = torch.tensor(P)
    return {"matrix, PyTorch": hf.hebb(P), "factors, PyTorch": hf.hebb_factors(P)}


def unit_by_unit(W, S, order):
    """The definition."""
    S = S.copy()
    for i in order:
        h = S @ W[i]
        S[:, i] = np.where(h > 1e-12, 1, np.where(h < -1e-12, -1, S[:, i]))
    return S


def fields_kept(W, S, order):
    """Keep all fields up to date: when a unit changes in some probes, add its row of weights to their fields."""
    S = S.copy()
    H = S @ W
    for i in order:
        h = H[:, i]
        new = np.where(h > 1e-12, 1, np.where(h < -1e-12, -1, S[:, i]))
        changed = np.flatnonzero(new != S[:, i])
        H[changed] += (new - S[:, i])[changed, None] * W[i]
        S[:, i] = new
    return S


def capacity():
    """Print the overlaps that networks of several sizes reach, and the theory of Amit, Gutfreund and Sompolinsky."""
    rng = np.random.default_rng(0)
    curves = [("theory, N → ∞", hf.theoretical_overlap(LOADS))]
    for N, networks in [(200, 10), (500, 6), (1000, 4)]:
        found = hf.capacity(N, LOADS, networks=networks, probes=50, max_sweeps=50, rng=rng)
        curves.append((f"N = {N}", found.mean(axis=1)))
    print(f"\nOverlap after recall from the pattern itself, Hebb's rule; critical load {hf.critical_load()[0]:.4f}\n")
    print(table(["load p / N", *map(str, LOADS)], [[name, *(f"{m:.3f}" for m in curve)] for name, curve in curves]))


def rules():
    """Print the overlaps that the storage rules and dense memories reach at growing loads."""
    rng, N, loads = np.random.default_rng(0), 100, (0.1, 0.2, 0.4, 0.8, 2.0, 8.0)
    stores = {"Hebb": hf.hebb, "Storkey": hf.storkey, "pseudo-inverse": hf.pseudo_inverse}
    rows = []
    for name, store in stores.items():
        found = hf.capacity(N, loads[:4], flips=FLIPS, store=store, networks=3, rng=rng).mean(axis=1)
        rows.append([name, *(f"{m:.3f}" for m in found), "—", "—"])
    energies = {"dense, x³": hf.polynomial(3), "dense, x⁴": hf.polynomial(4), "dense, exp": hf.exponential}
    for name, F in energies.items():
        rows.append([name, *(f"{dense_overlap(N, round(load * N), F, rng):.3f}" for load in loads)])
    print(f"\nOverlap after recall from {FLIPS:.0%} inverted units, {N} units\n")
    print(table(["load p / N", *map(str, loads)], rows))


def dense_overlap(N, p, F, rng):
    """The mean overlap of 20 probes with their patterns after recall."""
    P = hf.random_patterns(p, N, rng=rng)
    wanted = P[:20]
    return (hf.dense_recall(P, hf.flip(wanted, FLIPS, rng=rng), F, rng=rng).S * wanted).mean()


if __name__ == "__main__":
    main()

import torch


def weighted_sum(X, w, b):
    return torch.tensor(X, dtype=torch.float64) @ torch.tensor(w, dtype=torch.float64) + b

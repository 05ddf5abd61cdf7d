import torch


def hebb(W, pre, post, eta):
    return torch.tensor(W) + eta * torch.outer(torch.tensor(post), torch.tensor(pre))

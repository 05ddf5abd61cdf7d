def retrieve(P, S, beta):
    import torch

    P, S = torch.as_tensor(np.array(P)), torch.as_tensor(np.array(S))
    return torch.softmax(beta * S @ P.T, dim=1) @ P

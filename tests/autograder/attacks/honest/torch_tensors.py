# marks: 2 1
# why: tensors arrive as tensors
# seconds: 30

# %% student
import torch
def square(x):
    return torch.as_tensor(x) ** 2
# %% test
import torch
assert torch.equal(square(torch.arange(3.0)), torch.tensor([0.0, 1.0, 4.0]))

"""A lesson in PyTorch, of the kind that other courses grade, and what eight students hand in.

Tensors, a module and gradients cross the wall here; every notebook imports torch, in both processes.
"""

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from tests.autograder.tiny import cell

__all__ = ["ANSWERS", "LESSON", "STUDENTS", "source"]

LESSON = "torch"

IMPORTS = "import numpy as np\nimport torch\nfrom torch import nn\n\ntorch.set_num_threads(1)"

# exercise → what is handed out, the solution, the test
EXERCISES = {
    "mse": (
        "def mse(y, t):",
        "return ((y - t) ** 2).mean()",
        """y, t = torch.tensor([1.0, 2.0, 4.0]), torch.tensor([1.0, 0.0, 0.0])
assert abs(float(mse(y, t)) - 20 / 3) < 1e-6
### BEGIN HIDDEN TESTS
y, t = torch.randn(50, 3), torch.randn(50, 3)
assert torch.allclose(torch.as_tensor(mse(y, t)), nn.functional.mse_loss(y, t))
### END HIDDEN TESTS""",
    ),
    "accuracy": (
        "def accuracy(logits, t):",
        "return (logits.argmax(1) == t).float().mean()",
        """logits = torch.tensor([[2.0, 1.0], [0.0, 3.0], [1.0, 0.5], [0.2, 0.1]])
assert float(accuracy(logits, torch.tensor([0, 1, 1, 0]))) == 0.75
### BEGIN HIDDEN TESTS
logits, t = torch.randn(200, 10), torch.randint(10, (200,))
assert abs(float(accuracy(logits, t)) - float((logits.argmax(1) == t).double().mean())) < 1e-6
### END HIDDEN TESTS""",
    ),
    "sgd-step": (
        "def sgd_step(w, X, t, learning_rate):",
        """w = w.detach().requires_grad_()
    ((X @ w - t) ** 2).mean().backward()
    return (w - learning_rate * w.grad).detach()""",
        """w = sgd_step(torch.zeros(2), torch.eye(2), torch.tensor([1.0, 2.0]), 0.5)
assert torch.allclose(w, torch.tensor([0.5, 1.0]))
### BEGIN HIDDEN TESTS
X, t, w = torch.randn(40, 5), torch.randn(40), torch.randn(5)
expected = w - 0.1 * 2 * X.T @ (X @ w - t) / 40
assert torch.allclose(sgd_step(w, X, t, 0.1), expected, atol=1e-5)
### END HIDDEN TESTS""",
    ),
    "make-net": (
        "def make_net(n_in, n_hidden, n_out):",
        "return nn.Sequential(nn.Linear(n_in, n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_out))",
        """net = make_net(64, 32, 10)
assert tuple(net(torch.randn(5, 64)).shape) == (5, 10)
### BEGIN HIDDEN TESTS
assert sum(p.numel() for p in net.parameters()) == 64 * 32 + 32 + 32 * 10 + 10
x = torch.randn(1, 64)
assert not torch.allclose(net(x) + net(-x), 2 * net(0 * x), atol=1e-4)  # equal, but for rounding, where nothing bends
### END HIDDEN TESTS""",
    ),
    "train": (
        "def train(net, X, t, epochs):",
        """optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    losses = []
    for _ in range(epochs):
        loss = nn.functional.cross_entropy(net(X), t)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses""",
        """torch.manual_seed(0)
X = torch.randn(120, 64)
t = (X[:, 0] > 0).long()
losses = train(make_net(64, 32, 10), X, t, 40)
assert len(losses) == 40
### BEGIN HIDDEN TESTS
assert losses[-1] < losses[0] / 4
### END HIDDEN TESTS""",
    ),
}

# student → what differs from the solution
ANSWERS = {
    "ada": {},
    "boris": {
        "mse": "return torch.mean(torch.square(y - t))",
        "accuracy": "return (logits.max(1)[1] == t).sum() / len(t)",
    },
    "carla": {"mse": "return ((y - t) ** 2).sum()"},
    "dmitri": {
        "accuracy": "return (logits.argmax(0) == t).float().mean()",
        "sgd-step": "return w - learning_rate * X.T @ (X @ w - t)",
    },
    "emma": {"make-net": "return nn.Sequential(nn.Linear(n_in, n_hidden), nn.Linear(n_hidden, n_out))"},
    "farid": {"sgd-step": "return w - learning_rate * 2 * X.T @ (X @ w - t) / len(X)"},
    "greta": {"train": "return [1.0] * epochs"},
    "hugo": dict.fromkeys(EXERCISES, "raise NotImplementedError()"),
}
STUDENTS = tuple(ANSWERS)


def source():
    """Return the source notebook."""
    cells = [new_markdown_cell("# A lesson in PyTorch", id="title"), cell(IMPORTS, "imports", locked=True)]
    for name, (head, body, test) in EXERCISES.items():
        answer = f"{head}\n    ### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION"
        cells += [cell(answer, name, solution=True), cell(test, f"{name}-test", grade=True, locked=True, points=1)]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": spec})


def make_course(course):
    """Write the lesson and its submissions into ``course``, a path that does not exist yet."""
    folder = course / "source" / LESSON
    folder.mkdir(parents=True)
    nbformat.write(source(), folder / f"{LESSON}.ipynb")
    for student, answers in ANSWERS.items():
        notebook = source()
        for each in notebook.cells:
            name = each.metadata.get("nbgrader", {}).get("grade_id")
            if name in EXERCISES:
                head, body, _ = EXERCISES[name]
                each.source = f"{head}\n    {answers.get(name, body)}"
        place = course / "submitted" / student / LESSON
        place.mkdir(parents=True)
        nbformat.write(notebook, place / f"{LESSON}.ipynb")

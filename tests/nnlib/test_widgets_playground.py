"""The playground without a browser: training against torch, lines that bring a network back, networks of students."""

import html
import re

import numpy as np
import pytest

from nnlib.layers import Dense
from nnlib.sequential import Sequential
from nnlib.widgets import static
from nnlib.widgets.controls import Layers
from nnlib.widgets.playground import experiment, playground
from nnlib.widgets.playground.bench import Bench
from nnlib.widgets.playground.data import LIMIT, SHAPES, draw
from nnlib.widgets.playground.picture import GOAL, PLANE, UNIT_SIDE
from nnlib.widgets.playground.training import INITIALIZERS, OPTIMIZERS
from nnlib.widgets.playground.window import Window


def bench(network=None, epochs=0, **settings):
    made = Bench(experiment(network))
    made.change(settings)
    for _ in range(epochs):
        made.advance()
    return made


def diagram(made):
    return made.picture().axes[0].layers[0]


@pytest.mark.parametrize("shape", SHAPES)
def test_samples_lie_in_the_window_and_test_samples_are_others(shape):
    X, Y, X_test, Y_test = draw(shape, 0.02, seed=3)
    assert X.shape == X_test.shape == (200, 2)
    assert np.abs(np.concatenate([X, X_test])).max() < LIMIT
    assert Y.mean() == Y_test.mean() == 0.5
    assert not np.isin(X, X_test).any()
    np.testing.assert_array_equal(X, draw(shape, 0.02, seed=3)[0])


def in_torch(torch, params, X, activation):
    for i, (W, b) in enumerate(params):
        X = X @ W.T + b
        X = torch.sigmoid(X) if i == len(params) - 1 else activation(X)
    return X


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid"])
def test_an_epoch_in_one_batch_is_the_step_that_torch_makes(activation):
    torch = pytest.importorskip("torch")
    made = bench(layers="3,2", activation=activation, optimizer="sgd", rate=0.5, l2="0.01", batch="200", seed=5)
    X, Y = (torch.asarray(array) for array in made.progress.data[:2])
    params = [(torch.asarray(layer["W"]), torch.asarray(layer["b"])) for layer in made.progress.params]
    params = [(W.clone().requires_grad_(), b.clone().requires_grad_()) for W, b in params]
    outputs = in_torch(torch, params, X, getattr(torch, activation))
    loss = torch.nn.functional.binary_cross_entropy(outputs, Y)
    (loss + 0.005 * sum((W**2).sum() for W, _ in params)).backward()
    assert made.progress.history[0][0] == pytest.approx(loss.item())
    made.advance()
    for layer, (W, b) in zip(made.progress.params, params, strict=True):
        np.testing.assert_allclose(layer["W"], (W - 0.5 * W.grad).detach().numpy())
        np.testing.assert_allclose(layer["b"], (b - 0.5 * b.grad).detach().numpy(), atol=1e-12)


def test_the_test_loss_is_that_of_the_other_samples():
    log_loss = pytest.importorskip("sklearn.metrics").log_loss
    made = bench(epochs=5)
    _, _, X, Y = made.progress.data
    params = made.progress.params
    hidden = np.tanh(np.tanh(X @ params[0]["W"].T + params[0]["b"]) @ params[1]["W"].T + params[1]["b"])
    outputs = 1 / (1 + np.exp(-(hidden @ params[2]["W"].T + params[2]["b"])))
    assert made.progress.history[-1][1] == pytest.approx(log_loss(Y[:, 0], outputs[:, 0]))


def test_a_unit_shows_what_it_computes_over_the_plane():
    made = bench(layers="3")
    layer = made.progress.params[0]
    expected = (np.tanh(PLANE @ layer["W"].T + layer["b"]) + 1) / 2  # -1 … 1 is blue … orange
    whole = expected[:, 1].reshape(60, 60)[1::3, 1::3]
    np.testing.assert_allclose(diagram(made).units[3].reshape(UNIT_SIDE, UNIT_SIDE), whole, atol=1e-6)


def test_lines_show_gradients_on_demand():
    made = bench(layers="2", show="gradients", l2="0.1", rate=0.01, batch="200")
    lines = diagram(made).lines
    number = 3  # W of layer 1, unit 2, input 2

    def objective(shift):
        moved = bench(layers="2", l2="0.1")
        moved.progress.params[0]["W"][1, 1] += shift
        penalty = 0.05 * sum((layer["W"] ** 2).sum() for layer in moved.progress.params)
        moved.edit("b1.1", 0)  # measures anew
        return moved.progress.history[-1][0] + penalty

    assert lines[number] == pytest.approx((objective(1e-5) - objective(-1e-5)) / 2e-5, rel=1e-4)
    assert "the largest of its gradients" in made.picture().alt


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_learns_the_circles(optimizer):
    rate = 0.3 if optimizer in ("sgd", "adagrad") else 0.02
    made = bench(data="circles", optimizer=optimizer, rate=rate, epochs=40)
    assert made.progress.history[-1][0] < 0.8 * made.progress.history[0][0]


def test_the_network_to_begin_with_misses_the_goal_and_a_better_one_reaches_it():
    assert not bench(epochs=150).picture().reached
    better = bench(layers="8,8", optimizer="adam", rate=0.03, epochs=150)
    assert better.progress.history[-1][1] < GOAL
    assert better.picture().reached
    assert "Reached after 150 epochs" in better.picture().hint


def test_the_goal_counts_only_on_its_data():
    made = Bench(experiment(data="circles"))
    made.change({"optimizer": "adam", "layers": "8", "data": "moons"})
    while made.progress.history[-1][1] > GOAL:
        made.advance()
    assert not made.picture().reached


@pytest.mark.parametrize("initializer", INITIALIZERS)
@pytest.mark.parametrize("layers", ["0", "1", "8,8,8,8"])
@pytest.mark.parametrize("show", ["weights", "gradients"])
def test_every_network_has_a_picture_with_words(layers, initializer, show):
    scene = bench(layers=layers, initializer=initializer, show=show, epochs=1).picture()
    assert all(len(axes.alt) > 40 for axes in scene.axes)
    drawn = scene.axes[0].layers[0]
    assert drawn.units.min() >= 0
    assert drawn.units.max() <= 1
    assert len(drawn.weights) == len(drawn.lines) == sum(a * b + b for a, b in zip(drawn.sizes, drawn.sizes[1:]))  # noqa: B905


def test_from_equal_weights_units_stay_equal_and_the_widget_says_why():
    made = bench(initializer="zeros", layers="3", epochs=3)
    units = diagram(made).units[2:5]
    np.testing.assert_array_equal(units[0], units[1])
    assert "compute the same for ever" in made.picture().hint


def test_a_training_that_leaves_the_numbers_ends_with_a_hint():
    made = bench(activation="identity", layers="8,8", initializer="normal", rate=10.0, optimizer="momentum", epochs=3)
    assert not made.advance()
    assert "Reset, and take a lower learning rate" in made.picture().hint
    assert np.isfinite(made.picture().axes[1].layers[0].values).all()
    assert np.isfinite(diagram(made).weights).all()


def test_a_new_rate_goes_on_and_a_new_layer_begins_anew():
    made = bench(epochs=3)
    before = made.progress.params[0]["W"]
    made.change({"rate": 0.3, "optimizer": "adam", "l2": "0.01"})
    assert made.steps == 3
    np.testing.assert_array_equal(made.progress.params[0]["W"], before)
    made.change({"layers": "5"})
    assert made.steps == 0


def test_the_line_holds_everything_done_on_the_way():
    made = bench(epochs=3)
    made.change({"rate": 0.3})
    made.edit("w1.2.1", 0.5)
    made.edit("w1.2.1", 0.7)
    made.change({"show": "gradients"})
    made.advance()
    made.change({"optimizer": "adam"})
    made.advance()
    assert made.line.endswith(
        "batch=20 speed=30 show=gradients step=5 at=3:rate=0.3 at=3:w1.2.1=0.7 at=4:optimizer=adam"
    )
    other = bench(layers="2")
    other.paste(made.line)
    assert other.line == made.line
    assert other.progress.history == made.progress.history
    assert other.settings == made.settings


def test_what_is_set_before_the_first_epoch_is_in_the_line_too():
    made = bench()
    made.change({"rate": 0.25})
    made.edit("b2.1", -1.5)
    assert "rate=0.25" in made.line
    assert made.line.endswith("step=0 at=0:b2.1=-1.5")
    made.restart()
    assert made.line.endswith("step=0")
    assert made.progress.params[1]["b"][0] == 0


def test_a_weight_set_by_hand_is_that_weight():
    made = bench(epochs=1)
    made.edit("w2.1.3", -2.5)
    assert made.progress.params[1]["W"][0, 2] == -2.5
    assert diagram(made).weights[2 * 4 + 4 + 2] == -2.5


@pytest.mark.parametrize("line", [
    ("playground layers=9", "layers must be 0, or up to 4 numbers from 1 to 8 with commas between, got 9"),
    ("playground at=3", "is written like at=30:rate=0.01, got at=3"),
    ("playground step=5 at=1:w9.1.1=2", "there is no weight w9.1.1"),
    ("playground step=5 at=1:w1.1=2", "there is no weight w1.1"),
    ("playground step=5 at=1:w1.5.1=2", "there is no weight w1.5.1"),
    ("playground step=5 at=1:w1.0.1=2", "there is no weight w1.0.1"),
    ("playground step=5 at=1:w1.1.1=200", "must lie between -100 and 100, got 200"),
    ("playground step=5 at=1:w1.1.1=nan", "must lie between -100 and 100, got nan"),
    ("playground step=5 at=1:rate=many", "rate must be a number, got many"),
    ("playground step=x", "step must be a whole number from 0 to 10000, got x"),
    ("draw_the_line", "begins with playground"),
])  # fmt: skip
def test_an_impossible_line_is_refused_and_changes_nothing(line):
    made = bench(epochs=2)
    before = made.line
    with pytest.raises(ValueError, match=re.escape(line[1])):
        made.paste(line[0])
    assert made.line == before


@pytest.mark.parametrize(("value", "read"), [("4,2", "4,2"), ("0", "0"), ("8,8,8,8", "8,8,8,8"), (3, "3")])
def test_layers_are_read(value, read):
    assert Layers("layers", "layers", "1").read(value) == read


@pytest.mark.parametrize("value", ["", "4,", "4,0", "-1", "1,1,1,1,1", "4;2", "a"])
def test_impossible_layers_are_refused(value):
    with pytest.raises(ValueError, match="layers must be 0, or up to 4 numbers"):
        Layers("layers", "layers", "1").read(value)


def students(sizes, activation):
    """A network such as lesson 08 ends with."""
    net = Sequential([*(Dense(n, activation) for n in sizes[1:-1]), Dense(1, "sigmoid")], input_shape=sizes[0], seed=9)
    net.compile("adam", "binary_cross_entropy")
    return net


class Changed:
    """The student's network with one method replaced."""

    def __init__(self, **methods):
        self._methods = methods

    def __call__(self, sizes, activation):
        net = students(sizes, activation)
        for name, method in self._methods.items():
            setattr(net, name, method(getattr(net, name)))
        return net


def test_a_right_network_of_a_student_learns_the_same():
    made, reference = bench(students, epochs=3, layers="3"), bench(epochs=3, layers="3")
    assert made.experiment.function.banner == "▶ drawn with your network"
    assert made.progress.history == reference.progress.history


def test_a_gradient_of_the_wrong_sign_is_shown_as_it_is():
    def negated(gradients):
        return lambda X, Y: [{name: -g for name, g in layer.items()} for layer in gradients(X, Y)]

    made = bench(Changed(gradients=negated), epochs=10)
    assert made.experiment.function.banner == "▶ drawn with your network"
    assert made.progress.history[-1][0] > made.progress.history[0][0]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda sizes, activation: None, "it stopped with AttributeError"),
        (lambda sizes: students(sizes, "tanh"), "it stopped with TypeError"),
        (Changed(outputs_by_layer=lambda f: lambda X: f(X)[:-1]), "has 2 layers of outputs, expected 3"),
        (Changed(outputs_by_layer=lambda f: lambda X: [h.T for h in f(X)]), "has outputs of the shapes [(4, 400)"),
        (Changed(gradients=lambda f: lambda X, Y: f(X, Y)[::-1]), "has gradients of the shapes [(1, 2)"),
        (Changed(gradients=lambda f: lambda X, Y: f(X, Y)[0]), "it stopped with"),
    ],
)
def test_a_network_that_goes_wrong_is_set_aside_and_named(make, sentence):
    made = bench(make, epochs=2)
    assert sentence in made.experiment.function.banner
    assert made.progress.history == bench(epochs=2).progress.history


def test_the_window_takes_edits_and_lines():
    window = playground()
    assert isinstance(window, Window)
    window._handle_custom_msg({"edit": "w1.1.1", "value": 1.25}, [])
    assert window.frame["line"].endswith("at=0:w1.1.1=1.25")
    window._handle_custom_msg({"edit": "w1.1.1", "value": "much"}, [])
    assert window.frame["error"] == "could not convert string to float: 'much'"
    window._handle_custom_msg({"line": "playground layers=3 step=2"}, [])
    assert window.values["layers"] == "3"
    window._handle_custom_msg({"command": "step"}, [])
    assert window.frame["numbers"]["epoch"] == "3"


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "NNLIB_STATIC"])
def test_where_nobody_can_play_there_is_one_picture_with_its_text(monkeypatch, variable):
    monkeypatch.setenv(variable, "1")
    shown = html.unescape(playground()._repr_html_())
    alt = re.search(r'<img alt="([^"]+)"', shown)[1]
    assert "Network 2-4-2-1 with tanh" in alt
    assert "After 20 epochs the training loss is" in alt
    assert "drawn with the course's own network" in shown


def test_the_still_has_a_line_for_each_weight_and_a_picture_for_each_unit():
    drawn = static.figure(bench(layers="3,2").picture()).axes[0]
    assert len(drawn.lines) == 2 * 3 + 3 * 2 + 2 * 1
    assert len(drawn.images) == 2 + 3 + 2 + 1

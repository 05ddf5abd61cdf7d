import numpy as np
import pytest

from nnlib import schedules, training
from nnlib.callbacks import Checkpoint, EarlyStopping, Progress
from nnlib.layers import Dense
from nnlib.sequential import Sequential


@pytest.mark.parametrize(("n", "size", "sizes"), [(10, 3, [3, 3, 3, 1]), (6, 3, [3, 3]), (2, 5, [2])])
def test_minibatches_hold_every_sample_once_the_last_may_be_shorter(n, size, sizes, rng, backend):
    order = backend(rng.permutation(n))
    batches = training.minibatches(order, size)
    assert [len(batch) for batch in batches] == sizes
    assert sorted(int(i) for batch in batches for i in batch) == list(range(n))


def test_no_samples_and_no_size_are_refused():
    with pytest.raises(ValueError, match="at least one sample"):
        training.minibatches(np.arange(0), 3)
    with pytest.raises(ValueError, match=r"at least 1, got 0; use len\(X\)"):
        training.minibatches(np.arange(3), 0)


@pytest.mark.parametrize(
    ("losses", "patience", "expected"),
    [
        ([3, 2, 1, 2, 2], 2, (2, 4)),
        ([3, 2, 2, 2], 2, (1, 3)),  # ties keep the earlier
        ([3, 2, 1], 2, (2, None)),
        ([1, 2, 3], 1, (0, 1)),
        ([float("nan"), 2, 3], 2, (1, None)),
        ([], 2, (0, None)),
    ],
)
def test_early_stopping_waits_for_its_patience(losses, patience, expected):
    assert training.early_stop(losses, patience) == expected


class Net:
    """What a callback sees of a net."""

    def __init__(self):
        self.params, self.state, self.saved = [{"w": np.zeros(1)}], [{}], []

    def save(self, path):
        self.saved.append(path)


@pytest.mark.parametrize("losses", [[3, 2, 1, 2, 2, 2], [3, 2, 2, 2, 1], [5, 4, 4.5, 3, 3, 3.5, 3]])
@pytest.mark.parametrize("patience", [1, 2, 3])
def test_the_callback_stops_where_the_rule_says_and_restores_those_parameters(losses, patience):
    best, stop = training.early_stop(losses, patience)
    callback, net = EarlyStopping(patience), Net()
    for epoch, loss in enumerate(losses):
        net.params[0]["w"][...] = epoch
        stopped = callback(net, epoch, {"val_loss": loss})
        assert stopped == (epoch == stop)
        if stopped:
            break
    callback.finish(net)
    assert net.params[0]["w"] == callback.best_epoch == best


def test_early_stopping_serves_a_second_training():
    callback = EarlyStopping(1)
    for losses in ([0.1, 0.2], [5.0, 4.0]):
        net = Net()
        stops = [callback(net, epoch, {"val_loss": loss}) for epoch, loss in enumerate(losses)]
        callback.finish(net)
    assert stops == [False, False]
    assert callback.best_epoch == 1


def test_improvements_below_the_least_one_do_not_count():
    callback, net = EarlyStopping(1, min_delta=0.5), Net()
    assert not callback(net, 0, {"val_loss": 1.0})
    assert callback(net, 1, {"val_loss": 0.6})


def test_a_checkpoint_is_written_at_each_new_minimum():
    callback, net = Checkpoint("best.npz", monitor="loss"), Net()
    written = []
    for epoch, loss in enumerate([3, 2, 2, 2.5, 1]):
        callback(net, epoch, {"loss": loss})
        written.append(len(net.saved))
    assert written == [1, 2, 2, 2, 3]


def test_a_checkpoint_holds_the_best_net(tmp_path):
    X, t, kept = np.eye(3), np.arange(3), []
    losses = iter([2.0, 1.0, 3.0])

    def scripted(net, epoch, logs):
        logs["val_loss"] = next(losses)
        kept.append(net.params[0]["W"].copy())

    net = Sequential([Dense(3, "softmax")], seed=0)
    net.compile("sgd", "categorical_cross_entropy", learning_rate=0.5)
    net.fit(X, t, epochs=3, callbacks=[scripted, Checkpoint(tmp_path / "best.npz")])
    np.testing.assert_array_equal(Sequential.load(tmp_path / "best.npz").params[0]["W"], kept[1])


def test_a_name_that_is_not_measured_is_asked_back():
    with pytest.raises(ValueError, match=r"unknown measurement 'val_los'; did you mean 'val_loss'\?"):
        EarlyStopping(monitor="val_los")(Net(), 0, {"loss": 1.0, "val_loss": 1.0})
    with pytest.raises(ValueError, match="patience must be at least 1"):
        EarlyStopping(0)


def test_a_schedule_of_epochs_changes_once_an_epoch():
    rate = training.per_epoch(schedules.step(1.0, every=1, factor=0.5), n=10, batch_size=4)  # 3 steps an epoch
    assert [rate(t) for t in range(7)] == [1, 1, 1, 0.5, 0.5, 0.5, 0.25]


def test_a_history_shows_its_last_numbers():
    history = training.History()
    history.append({"loss": 0.5})
    history.append({"loss": 0.25})
    assert repr(history) == "<History of 2 epochs: loss 0.25>"
    assert history["loss"] == [0.5, 0.25]


def test_the_mean_of_an_epoch_weighs_a_short_batch_by_its_samples():
    seen = []

    def step(batch):
        seen.append(len(batch))
        return {"loss": float(batch.sum()) / len(batch)}

    history = training.train(
        step, 7, epochs=2, batch_size=3, rng=np.random.default_rng(0), like=np.zeros(1), finish_epoch=lambda *_: False
    )
    assert seen == [3, 3, 1] * 2
    assert history["loss"] == pytest.approx([3.0, 3.0])  # the mean of 0 … 6


def test_the_order_is_new_in_each_epoch():
    orders = [[], []]

    def step(batch):
        orders[len(orders[0]) >= 50].extend(batch.tolist())
        return {}

    training.train(
        step, 50, epochs=2, batch_size=8, rng=np.random.default_rng(0), like=np.zeros(1), finish_epoch=lambda *_: False
    )
    assert sorted(orders[0]) == sorted(orders[1]) == list(range(50))
    assert orders[0] != orders[1]


def test_the_bar_counts_steps_where_somebody_watches_and_is_silent_elsewhere(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    bar = Progress(2)
    bar.step()
    bar.step()
    bar(None, 0, {"loss": 0.25})
    bar.finish(None)
    assert "2/2" in capsys.readouterr().err
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    bar = Progress(2)
    assert bar.step is None
    bar.finish(None)
    assert capsys.readouterr().err == ""

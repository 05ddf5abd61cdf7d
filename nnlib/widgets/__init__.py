"""Pictures that answer at once: one question, a few controls, a goal with a number and a lamp that turns green.

Each function returns the widget for the last line of a cell. It draws with the function of the student that it is
given, and says so; where nobody can move a slider (grading, the book) it returns one picture with its text.
"""

from nnlib.widgets.activation_gallery import activation_gallery
from nnlib.widgets.augmentation_preview import augmentation_preview
from nnlib.widgets.ball_on_a_curve import ball_on_a_curve
from nnlib.widgets.batches import batches
from nnlib.widgets.digit_map import digit_map
from nnlib.widgets.draw_the_line import draw_the_line
from nnlib.widgets.dream import dream
from nnlib.widgets.fold import fold
from nnlib.widgets.gradient_bars import gradient_bars
from nnlib.widgets.graph_abacus import graph_abacus
from nnlib.widgets.graph_explorer import graph_explorer
from nnlib.widgets.grid_or_random import grid_or_random
from nnlib.widgets.h_dial import h_dial
from nnlib.widgets.lif_bench import lif_bench
from nnlib.widgets.magnet import magnet
from nnlib.widgets.momentum_map import momentum_map
from nnlib.widgets.optimizer_race import optimizer_race
from nnlib.widgets.overfit_dial import overfit_dial
from nnlib.widgets.overload import overload
from nnlib.widgets.paint_and_recall import paint_and_recall
from nnlib.widgets.pipe_organ import pipe_organ
from nnlib.widgets.playground import playground
from nnlib.widgets.rate_stress import rate_stress
from nnlib.widgets.schedule_designer import schedule_designer
from nnlib.widgets.sculptor import sculptor
from nnlib.widgets.shrink import shrink
from nnlib.widgets.slow_learner import slow_learner
from nnlib.widgets.stdp_window import stdp_window
from nnlib.widgets.thermostat import thermostat
from nnlib.widgets.two_planes import two_planes
from nnlib.widgets.unroll import unroll
from nnlib.widgets.v_curves import v_curves
from nnlib.widgets.watch_it_learn import watch_it_learn
from nnlib.widgets.who_is_to_blame import who_is_to_blame

__all__ = [
    "activation_gallery",
    "augmentation_preview",
    "ball_on_a_curve",
    "batches",
    "digit_map",
    "draw_the_line",
    "dream",
    "fold",
    "gradient_bars",
    "graph_abacus",
    "graph_explorer",
    "grid_or_random",
    "h_dial",
    "lif_bench",
    "magnet",
    "momentum_map",
    "optimizer_race",
    "overfit_dial",
    "overload",
    "paint_and_recall",
    "pipe_organ",
    "playground",
    "rate_stress",
    "schedule_designer",
    "sculptor",
    "shrink",
    "slow_learner",
    "stdp_window",
    "thermostat",
    "two_planes",
    "unroll",
    "v_curves",
    "watch_it_learn",
    "who_is_to_blame",
]

"""For each function that the package documents, how a good call of it is made."""

import makers
import numpy as np
from goods import Here
from makers import call, takes

from plainnet import Adam, Momentum, NeuralNetwork, WeightDecay
from plainnet.activations import ACTIVATIONS
from plainnet.autograd import Tensor
from plainnet.exercises import first_network

CONTAINER = "holds what it is given; whoever takes one looks at it"
INSIDE = "what tensors have at work inside, with what they have checked"
NEEDS_PYTORCH = "needs PyTorch, which the ordinary tests do without"
NOT_CALLED = {
    **dict.fromkeys(
        (
            *("activations.Activation", "losses.Loss", "initialisations.Initialisation"),
            *("network.Record", "gradient_check.Verdict", "training_outcomes.History"),
            *("losses.Loss.count", "exercises.feedback.Feedback", "broken.museum.Exhibit"),
        ),
        CONTAINER,
    ),
    **dict.fromkeys(("pytorch.twin", "pytorch.tensors", "pytorch.arrays"), NEEDS_PYTORCH),
    **dict.fromkeys(("autograd.operation", "autograd.summed"), INSIDE),
    "sweeps.registry.renew": "would run and replace the sweeps of the book",
}
NN, DATA = {"nn": ".nn"}, {"X": ".X", "y": ".y"}
DRAWN = {"rng": ".rng", "shape": (2, 3), "n_in": 2, "n_out": 3}
GRADIENTS = (
    *("backward", "derivative_at_output", "relu2deriv", "derivative_forgotten", "sign_flipped"),
    *("random_feedback", "average_forgotten", "extra_derivative", "wrong_axis"),
)
STEP = makers.step_of_descent
STEPS = "step", "updated_too_early", "bias_not_updated", "hidden_frozen"
CELL, MUSEUM_CELL = (2, "sigmoid", 1.0), ("right", "sigmoid", 1.0)
TABLE = {
    "datasets.noisy_xor": takes(m=3, noise=0.2, rng=".rng"),
    "datasets.two_moons": takes(m=3, noise=0.2, rng=".rng"),
    "datasets.one_hot": takes(labels=[0, 2], classes=3),
    "datasets.split": takes(X=".X", y=".y", parts=(0.5, 0.25, 0.25), rng=".rng"),
    **{f"activations.{name}": takes(z=".z", nan_fine=("z",)) for name in ACTIVATIONS},
    **{
        f"activations.{name}_derivative": takes(z=".X", a=".X", nan_fine=("z", "a"))
        for name in ACTIVATIONS
    },
    "activations.softmax": takes(z=".X"),
    "activations.softmax_derivative": takes(z=".X", a=".X"),
    "losses.mean_squared_error": takes(y_hat=".X", y=".X"),
    "losses.mean_squared_error_gradient": takes(y_hat=".X", y=".X"),
    "losses.binary_cross_entropy": takes(z=".X", y=".X"),
    "losses.binary_cross_entropy_gradient": takes(z=".X", y=".X", y_hat=".X"),
    "losses.categorical_cross_entropy": takes(z=[[0.5, 2.0]], y=[[0, 1]]),
    "losses.categorical_cross_entropy_gradient": takes(
        z=[[0.5, 2.0]], y=[[0, 1]], y_hat=[[0.25, 0.75]]
    ),
    **{f"initialisations.{name}": takes(**DRAWN) for name in ("uniform", "normal", "xavier", "he")},
    "network.NeuralNetwork": makers.making,
    "network.NeuralNetwork.forward": takes(self=".nn", X=".X", nan_fine=("self",)),
    "network.NeuralNetwork.predict": takes(self=".nn", X=".X", nan_fine=("self",)),
    "network.NeuralNetwork.loss": makers.with_record,
    "network.NeuralNetwork.backward": makers.with_record,
    "saving.save": lambda function, goods: call(function, nn=goods.nn, path=goods.folder / "a.npz"),
    "saving.load": takes(path=".saved"),
    "saving.to_code": takes(**NN),
    "gradient_check.numerical_gradient": takes(**NN, **DATA, epsilon=1e-5),
    "gradient_check.check_gradient": takes(
        **NN, **DATA, backward=NeuralNetwork.backward, epsilon=1e-5, rng=".rng"
    ),
    "gradient_check.check_step": takes(
        **(NN | DATA), step=lambda *_: None, learning_rate=0.5, epsilon=1e-5, rng=".rng"
    ),
    "gradient_descent.descend": STEP,
    "optimisers.WeightDecay": takes(decay=0.01),
    "optimisers.WeightDecay.__call__": lambda _, goods: STEP(WeightDecay(), goods),
    "optimisers.Momentum": takes(beta=0.5),
    "optimisers.Momentum.__call__": lambda _, goods: STEP(Momentum(), goods),
    "optimisers.Adam": takes(beta1=0.9, beta2=0.99, epsilon=1e-8),
    "optimisers.Adam.__call__": lambda _, goods: STEP(Adam(), goods),
    "gradient_descent.train": makers.training,
    "autograd.Tensor": takes(data=".X", made=None, nan_fine=("data",)),
    "autograd.Tensor.order": takes(self=".scalar"),
    "autograd.Tensor.backward": takes(self=".scalar"),
    "hessian.hessian": takes(**NN, **DATA),
    "hessian.sharpness": takes(**NN, **DATA),
    "training_outcomes.plateaus": takes(y=".y", loss="mse"),
    "training_outcomes.classify_run": makers.classified,
    "training_outcomes.success_interval": takes(solved=3, runs=5),
    "ensemble.Ensemble": makers.making_many,
    "ensemble.Ensemble.network": lambda function, goods: call(
        function, self=goods.many, i=1, nan_fine=("self",)
    ),
    "ensemble.Ensemble.train": makers.training_many,
    "sweeps.declaration.Sweep": makers.declaration((2, 3), 0.5),
    "sweeps.declaration.Sweep.key": takes(self=".sweep"),
    "sweeps.declaration.Sweep.network": takes(self=".sweep", cell=CELL, seed=1),
    "sweeps.declaration.Sweep.train_runs": takes(
        self=".sweep", picks=[(CELL, 0), (CELL, 1)], every=5, progress=False
    ),
    "sweeps.declaration.Sweep.run": lambda function, goods: call(
        function, self=goods.sweep, executor=Here(), progress=False, none_fine=("executor",)
    ),
    "sweeps.declaration.Sweep.save_result": takes(self=".sweep", result=".result"),
    "sweeps.kept.Kept": takes(),
    "sweeps.kept.Kept.load_result": takes(self=".kept"),
    "sweeps.declaration.SweepResult": lambda function, goods: call(
        function, sweep=goods.sweep, outcome=goods.result.outcome, chosen=goods.result.chosen
    ),
    "sweeps.declaration.SweepResult.count": takes(self=".result", kind="stuck"),
    "sweeps.registry.load_sweep": takes(name="bug_museum"),
    "broken.museum.forward": takes(
        stack=".stack", X=".X", g=ACTIVATIONS["tanh"], nan_fine=("stack",)
    ),
    "broken.museum.gradients": makers.museum_product,
    **{f"broken.museum.{name}": makers.museum_gradient for name in GRADIENTS},
    **{f"broken.museum.{name}": makers.museum_step for name in STEPS},
    "broken.museum.start": takes(seeds=[0, 1], hidden=3, activation="relu"),
    "broken.museum.train_stack": makers.museum_training,
    "broken.museum.stack_of": takes(nn=".shallow", nan_fine=("nn",)),
    "broken.museum.backward_of": makers.exhibits_gradient,
    "broken.museum.step_of": makers.exhibits_step,
    "sweeps.museum_sweep.MuseumSweep": makers.declaration(("right", "sign_flipped"), 0.0),
    "sweeps.museum_sweep.MuseumSweep.key": takes(self=".museum_sweep"),
    "sweeps.museum_sweep.MuseumSweep.network": takes(
        self=".museum_sweep", cell=MUSEUM_CELL, seed=1
    ),
    "sweeps.museum_sweep.MuseumSweep.train_runs": takes(
        self=".museum_sweep", picks=[(MUSEUM_CELL, 0), (MUSEUM_CELL, 1)], every=5, progress=False
    ),
    "exercises.checks.check_forward": makers.answering("forward"),
    "exercises.checks.check_loss": makers.answering("loss"),
    "exercises.checks.check_backward": makers.answering("backward", learning_rate=0.5),
    "exercises.checks.check_step": makers.answering("step", learning_rate=0.5),
    "exercises.checks.check_numbers": takes(
        answer=1.5, right=1.5, mistakes={"a sign": -1.5}, nan_fine=("answer",)
    ),
    "exercises.checks.check_guard": takes(answer=1.5, nan_fine=("answer",)),
    "exercises.first_network.check_network": takes(
        forward=first_network._answers, gradient=first_network._slopes, theta=np.ones(13)
    ),
    "exercises.own_operation.check_operation": makers.checked_operation,
    "exercises.own_walk.check_walk": takes(Tensor=Tensor),
    "exercises.checks.mistaken_answers": takes(subject="backward", problem=".problem"),
    "exercises.questions.Answer": takes(
        value=1.5, message="Yes.", right=True, tolerance=0.01, nan_fine=("value",)
    ),
    "exercises.questions.Question": lambda function, goods: call(
        function, prompt="How much?", answers=goods.question.answers, guessed=False
    ),
    "exercises.questions.choice": makers.picking,
    "exercises.questions.number": makers.asking_for_a_number,
    "exercises.questions.guess": takes(prompt="How often?", percent=97.5, message="So."),
    "exercises.questions.from_catalogue": makers.asking_for_an_entry,
    "plots.loss_curve": makers.curve,
    "plots.decision_map": makers.prediction_map,
    "plots.patterns": takes(ax=".ax", **DATA, size=90),
    "plots.success_rates": makers.rates("labels"),
    "plots.success_curve": makers.rates("learning_rates"),
    "plots.number_grid": makers.grid,
    "plots.network_diagram": makers.diagram,
    "pytorch.in_pytorch": takes(tolerance=1e-10),
    "model_size.counts.Part": takes(
        name="experts", sizes=(4, 5), biases=3, count=3, uses=2, active=2, none_fine=("active",)
    ),
    "model_size.architectures.Architecture": takes(
        title="tiny",
        parts=".parts",
        example="image",
        published=9,
        note="",
        none_fine=("published",),
    ),
    "model_size.counts.dense": makers.layer_sizes,
    "model_size.counts.parameter_count": takes(parts=".parts"),
    "model_size.counts.forward_operations": takes(parts=".parts"),
    "model_size.counts.training_operations": takes(parts=".parts"),
    "model_size.counts.memory_bytes": takes(parts=".parts", copies=4),
    "model_size.architectures.gpt": takes(layers=2, width=8, context=4, words=10),
    "explorers.XorLearningRate": takes(seeds=1),
    "explorers.SuccessMap": takes(seeds=0),
    "explorers.MatrixProduct": takes(product="X @ W"),
    "explorers.AnswerBox": takes(question=".question", prediction=False),
}


def good_call(name, function, goods) -> makers.Call:
    """A good call of the ``function`` that is documented as ``name``; what it plots is drawn."""

    def drawn(**arguments):
        ax = function(**arguments)
        ax.figure.draw_without_rendering()
        return ax

    return TABLE[name](drawn if name.startswith("plots.") else function, goods)

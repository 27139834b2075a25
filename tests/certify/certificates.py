"""A small certificate on disk, for tests that read or damage it."""

import numpy as np

from lqtheory.certify import certify
from lqtheory.networks import Activation, random_inputs, random_network


def saved(folder, seed=0, *, law="gaussian", activation="relu", sizes=(5, 6, 4, 3), n=40, labelled=True, cut=0.3):
    rng = np.random.default_rng(seed)
    phi = Activation(activation, 2.0 if activation == "leaky_relu" else None)
    dense = random_network(rng, sizes, phi, law)
    scale = {name: np.abs(w).max() for name, w in dense.weights.items()}
    kept = {name: np.where(np.abs(w) > cut * scale[name], w, 0.0) for name, w in dense.weights.items()}
    x = random_inputs(rng, n, sizes[0])
    y = dense(x).argmax(axis=1) if labelled else None
    return certify(dense, dense.with_weights(kept), x, y).save(folder)

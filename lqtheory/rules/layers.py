"""Rules about networks: from one neuron to a layer, and from one layer to all of them."""

from __future__ import annotations

import dataclasses as dc

import sympy as sp

from lqtheory import registry
from lqtheory.atoms import networks, norm
from lqtheory.bound import Bound
from lqtheory.domains import Integer, NetworkPair, Vector
from lqtheory.primitives import All, At, MaxOn, SumOn, Top
from lqtheory.rules.algebra import same
from lqtheory.rules.facts import Facts
from lqtheory.rules.indices import factors_without, renamed
from lqtheory.rules.kernel import Claim, Unproved
from lqtheory.symbols import L, d, f, i, k, l, q, w

_TOP = sp.Symbol("top", integer=True, positive=True)


@dc.dataclass(frozen=True)
class Recursion:
    """Induction over the layers: e_0 = 0 and e_l <= a_l e_{l-1} + b_l give e_L <= Σ_l b_l Π_{j>l} a_j.

    Parameters
    ----------
    bound : str
        The bound of e_l by e_{l-1}, for every layer l, increasing in e_{l-1}.
    solution : Sum
        What is claimed of e_L; a sum over the layers 1 … L.
    """

    bound: str
    solution: sp.Expr

    @property
    def cited(self) -> Bound:
        """The bound that is cited."""
        return registry.get(self.bound)

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Check the base case and the induction step."""
        bound = self.cited
        if bound.when or any(facts.domains.get(x) != domain for x, domain in bound.over.items() if x != l):
            raise Unproved(f"{bound.id} makes other assumptions")
        if bound.over[l] != Integer(1, L) or not isinstance(self.solution, sp.Sum):
            raise Unproved(f"{bound.id} does not hold for every layer, or {self.solution} is no sum over the layers")
        if self.solution.limits[0][1:] != (1, L) or not _before_the_first_layer(bound.lhs.xreplace({l: sp.Integer(0)})):
            raise Unproved("the base case fails: before the first layer one side is not 0")
        error, step = (side.xreplace({l: _TOP}) for side in (bound.lhs, bound.rhs))
        below, hole = bound.lhs.xreplace({l: _TOP - 1}), sp.Symbol("hole", nonnegative=True)
        frame = step.xreplace({below: hole})
        if facts.direction(frame, hole) != 1 or not facts.nonneg(error):
            raise Unproved(f"{bound.rhs} may not be increasing in the error of the layer below")
        solved = frame.xreplace({hole: _outward(self.solution.xreplace({L: _TOP - 1}))})
        if not same(solved, _peeled(self.solution.xreplace({L: _TOP})), facts):
            raise Unproved("the induction step fails")
        return Claim(bound.lhs.xreplace({l: L}), "<=", self.solution)


def _before_the_first_layer(e: sp.Expr) -> bool:
    """Both networks read the same inputs: no error has been made yet."""
    match e:
        case networks.layer_sup_error(args=(_, sp.Integer(p=0))):
            return True
        case norm(args=(networks.unit_errors(args=(_, sp.Integer(p=0))), _)):
            return True
    return False


def _peeled(total: sp.Sum) -> sp.Expr:
    """Split the last term off a sum over 1 … top, and the last factor off every product up to top in the others."""
    (index, _, top), body = total.limits[0], total.function
    last = body.xreplace({index: top}).replace(lambda x: isinstance(x, sp.Product), _short)

    def shorter(product: sp.Product) -> sp.Expr:
        j, low, high = product.limits[0]
        if high != top or low - index not in (0, 1):
            return product
        return product.func(product.function, (j, low, top - 1)) * product.function.xreplace({j: top})

    others = body.replace(lambda x: isinstance(x, sp.Product), shorter)
    return last + _outward(total.func(others, (index, 1, top - 1)))


def _short(product: sp.Product) -> sp.Expr:
    """Evaluate a product of no factor or of one."""
    j, low, high = product.limits[0]
    if high - low == -1:
        return sp.Integer(1)
    return product.function.xreplace({j: low}) if high == low else product


def _outward(total: sp.Sum) -> sp.Expr:
    """Put what does not depend on the running index before the sum."""
    outside, inside = factors_without(total.limits[0][0], total.function)
    return outside * total.func(inside, *total.limits)


@dc.dataclass(frozen=True)
class EveryNeuron:
    """A bound of the change of one neuron's pre-activation gives one of a layer, all maxima taken.

    Every unit of layer l is φ(Σ w_j h_j + b) with φ Lipschitz; with `magnitude`, f̂ keeps b and the largest weights.

    Parameters
    ----------
    neuron : Bound
        Of |Σ_{top k} w_j (x_j + e_j) - Σ w_j x_j|, by ‖w‖_q, ‖e‖_∞ and ‖x‖_∞, increasing in them and falling in k.
    """

    neuron: Bound = dc.field(hash=False)

    @property
    def cited(self) -> Bound:
        """The bound that is cited."""
        return self.neuron

    def claim(self, before: sp.Expr, after: sp.Expr, facts: Facts) -> Claim:
        """Check the left side, and that the right side is monotone in what maxima are taken of."""
        e, x = sp.symbols("e x")
        pruned = SumOn(Top(w, k), sp.Lambda(i, At(w, i) * (At(x, i) + At(e, i))))
        dense = SumOn(All(w), sp.Lambda(i, At(w, i) * At(x, i)))
        if renamed(self.neuron.lhs) != renamed(sp.Abs(pruned - dense)) or self.neuron.when:
            raise Unproved(f"{self.neuron.id} does not bound the change of a pre-activation")
        if facts.domains.get(f) != NetworkPair(L, magnitude=True) or facts.domains.get(l) != Integer(1, L):
            raise Unproved("the network may not be pruned to the largest weights of each neuron")
        any_neuron = {part: Vector(d) for part in (e, x, w)} | {k: Integer(0, d), q: facts.domains.get(q)}
        if self.neuron.over != any_neuron:
            raise Unproved(f"{self.neuron.id} does not speak of every neuron, every k and the same q")
        own = Facts.of(self.neuron)
        largest = MaxOn(All(networks.local_errors(f, l)), sp.Lambda(i, norm(networks.dense_weights(f, l, i), q)))
        reads = {
            norm(w, q): (largest, 1),
            norm(e, sp.oo): (networks.layer_sup_error(f, l - 1), 1),
            norm(x, sp.oo): (networks.input_sup(f, l), 1),
            k: (networks.kept(f, l), -1),
        }
        for part, (_, sense) in reads.items():
            hole = sp.Symbol("hole", nonnegative=True)
            if own.direction(self.neuron.rhs.xreplace({part: hole}), hole) not in (0, sense):
                raise Unproved(f"{self.neuron.rhs} may not be monotone in {part}")
        layer = self.neuron.rhs.xreplace({part: of_layer for part, (of_layer, _) in reads.items()})
        layer = layer.xreplace({d: networks.fan_in(f, l)})
        if layer.has(w, e, x, k, d):
            raise Unproved(f"{self.neuron.rhs} reads something that is unknown of a layer")
        return Claim(networks.layer_sup_error(f, l), "<=", networks.rho(f, l) * layer)

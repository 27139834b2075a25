"""What can go wrong, by kind: bad input, no value, no bound."""


class LqTheoryError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(LqTheoryError, ValueError):
    """An argument or a file is not what was expected; one sentence names it, its value and the expectation."""


class DomainError(InputError):
    """A value lies outside the domain that a bound declares for its symbol."""


class UnsupportedLayerError(InputError):
    """A layer or activation for which no bound is known; the sentence names it."""


class UndefinedError(LqTheoryError, ArithmeticError):
    """An expression has no value at the given point, such as 0/0 or the top 3 of 2 entries."""

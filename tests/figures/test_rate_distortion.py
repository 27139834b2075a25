"""Real codes stay above both limits; the best split comes within a factor of three of the volume limit."""

import numpy as np

from lqtheory.figures import plot_rate_distortion, style


def test_codes_lie_above_the_limits(tmp_path):
    numbers = plot_rate_distortion.data()
    ratios = []
    for exponent in np.unique(numbers["q"]):
        here = numbers["q"] == exponent
        curves = {name: here & (numbers["curve"] == name) for name in np.unique(numbers["curve"])}
        for limit in ("volume limit", "packing limit"):
            for name in ("best split", "4 bits", "8 bits"):
                for error, bits in zip(numbers["error"][curves[name]], numbers["bits"][curves[name]], strict=True):
                    larger = numbers["error"][curves[limit]] >= error
                    below = numbers["bits"][curves[limit]][larger].max(initial=0.0)
                    assert bits >= below - 1e-12
                    if limit == "volume limit" and name == "best split" and below > 1:
                        ratios.append(bits / below)
    assert 1 < min(ratios) < 3
    style.save(plot_rate_distortion.draw(numbers), tmp_path / "rate")
    assert (tmp_path / "rate.png").stat().st_size > 5000

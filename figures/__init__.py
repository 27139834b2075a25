"""Figures of the comparison: each module has `data(folder)`, the numbers, and `draw(numbers)`, the picture."""

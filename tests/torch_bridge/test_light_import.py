"""The package imports nothing heavy by itself; its names come when they are asked for."""

import subprocess
import sys

import pytest

import torch_bridge


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize("command", ["compare", "prune_model"])
def test_the_commands_can_be_loaded_without_torch(command):
    code = f"import torch_bridge.{command}, sys; print(*{{'torch', 'sklearn', 'matplotlib'}} & set(sys.modules))"
    assert run(code) == []


def test_public_names():
    code = "from torch_bridge import AdaptivePruner, to_network; print(AdaptivePruner.__name__)"
    assert run(code) == ["AdaptivePruner"]
    assert {"AdaptivePruner", "AdaptiveMask", "to_network", "to_torch"} <= set(dir(torch_bridge))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        torch_bridge.nothing  # noqa: B018

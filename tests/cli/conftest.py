"""Run the command line as a user does."""

import pytest

from lqtheory.cli import main


@pytest.fixture
def run(capsys):
    """Run the command line; return exit code, standard output and error."""

    def call(*arguments):
        with pytest.raises(SystemExit) as stop:
            main([str(a) for a in arguments])
        captured = capsys.readouterr()
        return stop.value.code, captured.out, captured.err

    return call


@pytest.fixture
def refused(run):
    """Run what must be refused with exit code 2 and one sentence that holds the given words."""

    def call(words, *arguments):
        code, out, err = run(*arguments)
        assert code == 2, err
        assert out == ""
        assert err.startswith("lqtheory: ")
        assert err.count("\n") == 1
        assert words in err

    return call

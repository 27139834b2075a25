"""One file per bound; each holds one `BOUND`. A new file is found by `lqtheory.registry`, and tested, at once."""

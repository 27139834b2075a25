"""One hypothesis profile for all tests: derandomised, so that a change of the code is the only cause of a failure."""

from hypothesis import HealthCheck, settings

settings.register_profile("ci", derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("ci")

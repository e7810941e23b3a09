"""plancheck: check what an action plan promised against what its departments report."""

__version__ = "0.1.0"

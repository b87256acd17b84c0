"""Tools of the Makefile. They run before any package is there, so Python's standard library is all they use."""

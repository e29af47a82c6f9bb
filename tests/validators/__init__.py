"""Validators to put to the test: correct ones, the same with planted bugs, one in the tutorial's manner."""

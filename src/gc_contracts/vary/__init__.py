"""Inputs, responses and faults that try an action: grown from what is known, one thing changed at a time.

An engine, not a stage: derivation plans with it, and running grows a response with it where only the code
under test can tell what it reads.
"""

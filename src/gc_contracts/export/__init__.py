"""Recognise the files people already have, and turn them into actions and schemas."""

from gc_contracts.export.recognise import recognise, recognise_all
from gc_contracts.export.shape import Fault, Reading, Shape

__all__ = ["Fault", "Reading", "Shape", "recognise", "recognise_all"]

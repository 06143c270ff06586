"""dondoc: the domain. A line of a plan walks language → calendar → tracking → store → actions."""

__version__ = "0.1.0"

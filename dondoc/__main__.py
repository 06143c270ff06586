"""`python -m dondoc`: the same program as the console script."""

from flows.cli import main

main()

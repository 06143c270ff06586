"""How much dondoc costs over the least that the same work could cost, measured on the machine at hand.

    python -m benchmarks [--only NAME] [--quick]

Every number is a ratio to a floor measured in the same run, in turns, so that a busy machine slows both. Nothing
passes or fails by time.
"""

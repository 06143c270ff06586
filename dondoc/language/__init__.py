"""Text → PlanSpec: what a secretary wrote, with the place of every value, or all its problems."""

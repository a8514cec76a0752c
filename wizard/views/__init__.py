"""Pages of the wizard: the walk to a plan, and the plan."""

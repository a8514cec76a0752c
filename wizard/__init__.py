"""Five steps that end in a saved plan."""

"""Results of a pilot as they come in: pasted, as CSV, from promptfoo; read into rows, or answered with a reason each."""

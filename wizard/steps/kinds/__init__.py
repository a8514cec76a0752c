"""The kinds of answers: picked words, figures, text, and the three that are this wizard's own."""

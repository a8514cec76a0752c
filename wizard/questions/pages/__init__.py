"""The pages of questions, each in a module of its own; `page_order.py` has their order."""

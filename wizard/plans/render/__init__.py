"""A document as Markdown and as a PDF.

Its HTML is templates/wizard/document, its JSON the dataclasses of blocks.py.
"""

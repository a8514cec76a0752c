"""A document as Markdown and as a PDF; its HTML is templates/wizard/document, its JSON the dataclasses of blocks.py."""

"""A document as a page, as Markdown, as JSON and as a PDF; one module each, each with one function: render()."""

"""The head of a page, as search engines read it."""

import re
from html import unescape


class Head:
    """What stands in a page's head."""

    def __init__(self, html: str) -> None:
        meta = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html)
        self.title = unescape(html.partition("<title>")[2].partition("</title>")[0])
        self.meta = {name: unescape(content) for name, content in meta}
        self.links = re.findall(r'<link rel="([^"]+)"[^>]*? href="([^"]+)"', html)
        self.data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)

    def link(self, rel: str) -> list[str]:
        return [unescape(address) for name, address in self.links if name == rel]

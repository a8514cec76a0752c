"""The largest form with files."""

from typing import Any, override

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from config.request_cost import max_body_bytes


class Bounded(FileUploadHandler):
    """Refuses a form that is too large before any of its files is stored; the handlers after it do the rest."""

    @override
    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        """Check the announced length; a server reads no further than that."""
        match = self.request.resolver_match if self.request else None
        if content_length > max_body_bytes("POST", match.view_name if match else ""):
            raise RequestDataTooBig(f"A form of {content_length} bytes.")

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the data on."""
        return raw_data

    @override
    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""

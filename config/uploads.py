"""How much a form with files may hold."""

from typing import Any, override

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST = 60_000_000  # bytes; the largest file that anything here reads, and the form around it


class Bounded(FileUploadHandler):
    """Refuses a form that is too large before a byte of its files is kept; for anything else others do the work."""

    @override
    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        """Look at the length that was announced; a server reads no further than that."""
        if content_length > MOST:
            raise RequestDataTooBig(f"A form of {content_length} bytes.")

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the data on."""
        return raw_data

    @override
    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""

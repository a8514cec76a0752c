"""Small files of every format that a pilot takes, and some that only pretend.

They are valid as far as browsers look.
"""

import io
import struct
import wave
import zlib


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 8, height: int = 8, colour: bytes = b"\xc0\x40\x20") -> bytes:
    """Return a picture of one colour that any browser shows."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = zlib.compress((b"\0" + colour * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", lines) + _chunk(b"IEND", b"")
    )


def wav(seconds: float = 0.5, rate: int = 8_000) -> bytes:
    """Return silence that any browser plays."""
    found = io.BytesIO()
    with wave.open(found, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(b"\0\0" * int(seconds * rate))
    return found.getvalue()


TAKEN = {
    "picture.png": (png(), "image/png"),
    "picture.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40, "image/jpeg"),
    "picture.webp": (b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 24, "image/webp"),
    "moving.gif": (b"GIF89a\x01\0\x01\0\0\0\0;", "image/gif"),
    "old.gif": (b"GIF87a\x01\0\x01\0\0\0\0;", "image/gif"),
    "speech.mp3": (b"ID3\x04\0\0\0\0\0\0" + b"\0" * 40, "audio/mpeg"),
    "bare.mp3": (b"\xff\xfb\x90\x64" + b"\0" * 413, "audio/mpeg"),
    "speech.wav": (wav(), "audio/wav"),
    "speech.ogg": (b"OggS\0\x02" + b"\0" * 22 + b"OpusHead", "audio/ogg"),
    "speech.m4a": (b"\0\0\0\x1cftypM4A \0\0\0\0", "audio/mp4"),
    "film.mp4": (b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", "video/mp4"),
    "phone.mp4": (b"\0\0\0\x18ftypmp42\0\0\0\0", "video/mp4"),
    "film.webm": (
        b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm",
        "video/webm",
    ),
}
REFUSED = {
    "page.png": b"<!doctype html><script>alert(1)</script>",
    "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "xml.gif": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "paper.jpg": b"%PDF-1.7\n",
    "archive.webp": b"PK\x03\x04" + b"\0" * 30,
    "program.mp4": b"MZ\x90\0" + b"\0" * 60,
    "phone.heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "other.avi": b"RIFF\x24\0\0\0AVI LIST",
    "matroska.webm": b"\x1aE\xdf\xa3\x9fB\x82\x88matroska",
    "nothing.png": b"",
    "almost.png": b"\x89PNG",
    "aac.mp3": b"\xff\xf1\x50\x80" + b"\0" * 40,
    "utf-16.mp3": b"\xff\xfe<\0h\0t\0m\0l\0",
}

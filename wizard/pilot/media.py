"""Pictures, speech and video of a pilot: which files are taken, and which part is sent.

What a file is, its first bytes tell.
"""

import re

from catalog.vocabulary import Word
from config.budget import MEGABYTE, Expense, Limits

MOST_FILE_BYTES = 5 * MEGABYTE
FILE = Limits(most={Expense.BYTES: MOST_FILE_BYTES}, what="it", remedy="")
TAKEN = "PNG, JPEG, WebP, GIF, MP3, WAV, OGG, M4A, MP4 or WebM"
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


class MediaType(Word):
    """What a file holds; browsers show and play each of them."""

    PNG = "image/png", "PNG"
    JPEG = "image/jpeg", "JPEG"
    WEBP = "image/webp", "WebP"
    GIF = "image/gif", "GIF"
    MP3 = "audio/mpeg", "MP3"
    WAV = "audio/wav", "WAV"
    OGG = "audio/ogg", "OGG"
    M4A = "audio/mp4", "M4A"
    MP4 = "video/mp4", "MP4"
    WEBM = "video/webm", "WebM"


_SIGNATURES = {
    MediaType.PNG: rb"\x89PNG\r\n\x1a\n",
    MediaType.JPEG: rb"\xff\xd8\xff",
    MediaType.WEBP: rb"RIFF....WEBP",
    MediaType.GIF: rb"GIF8[79]a",
    # Or the header of a frame of layer III, with a version, a bit rate and a sampling rate that
    # exist.
    MediaType.MP3: rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]["
    + b"".join(b"\\x%x0-\\x%xb" % (rate, rate) for rate in range(1, 15))
    + b"]",
    MediaType.WAV: rb"RIFF....WAVE",
    MediaType.OGG: rb"OggS\0",
    MediaType.M4A: rb"....ftypM4[AB] ",
    MediaType.MP4: rb"....ftyp(?:iso|mp4|avc1|M4V |dash|msdh|MSNV|3gp)",
    MediaType.WEBM: rb"\x1aE\xdf\xa3.*webm",
}


def sniff(data: bytes) -> MediaType | None:
    """Return what a file holds, by its first bytes, not its name; None if it is not taken.

    Signatures: WHATWG MIME Sniffing, section 6; ISO/IEC 14496-12 (ftyp) and 11172-3 (the header of
    a frame of MP3).
    """
    for kind, signature in _SIGNATURES.items():
        if re.match(signature, data[:64], re.DOTALL):
            return kind
    return None


def requested_part(header: str, size: int) -> slice | None:
    """Return which bytes a Range header asks for, or None where all are sent.

    Phones play speech and video in parts. Any other header may be ignored: RFC 9110, section 14.2.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None:
        return None
    part = slice(int(match[1]), min(int(match[2] or size) + 1, size))
    return part if part.start < part.stop else None

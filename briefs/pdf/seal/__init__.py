"""Seal finished PDF files: encrypt them, sign them, or both.

Bytes in, bytes out; what is on the pages is not known here, and nothing is changed there.
"""

from briefs.pdf.seal.seal import Seal, sealed, settled

__all__ = ["Seal", "sealed", "settled"]

"""Signatures after the Standard Webhooks specification, symmetric `v1`."""

import base64
import hashlib
import hmac


def signed_headers(secret: bytes, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Headers that let the receiver verify who sent `body` and when (`timestamp`, Unix seconds)."""
    content = b".".join((message_id.encode(), str(timestamp).encode(), body))
    signature = base64.b64encode(hmac.digest(secret, content, hashlib.sha256)).decode()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{signature}",
    }

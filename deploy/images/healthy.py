"""`healthy.py PORT PATH`: ends well when this container's server answers 200. Loads quickly."""

import socket
import sys

SECONDS = 3


def main(port: int, path: str) -> int:
    """0 when the status is 200, else 1."""
    try:
        with socket.create_connection(("127.0.0.1", port), SECONDS) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            status = connection.recv(64).split(b" ")[1:2]
    except OSError:
        return 1
    return 0 if status == [b"200"] else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))

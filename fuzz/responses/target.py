import socket
import threading
from contextlib import suppress

from feedtool.remote import RemoteFault, fetch, probe_enclosure

ANSWERS = [b""]
SERVER = socket.create_server(("127.0.0.1", 0))
URL = f"http://127.0.0.1:{SERVER.getsockname()[1]}/1.mp3"


def serve() -> None:
    """Answer whatever is asked with the same bytes."""
    while True:
        connection, _ = SERVER.accept()
        with connection, suppress(OSError):
            connection.recv(4096)
            connection.sendall(ANSWERS[0])
            connection.shutdown(socket.SHUT_WR)


threading.Thread(target=serve, daemon=True).start()


def run(data: bytes) -> None:
    ANSWERS[0] = data
    with suppress(RemoteFault):
        fetch(URL, max_bytes=100_000, timeout_s=1, allow_private=True)
    with suppress(RemoteFault):
        probe_enclosure(URL, timeout_s=1, allow_private=True)

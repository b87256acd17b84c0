"""A load on a web server: `python -m tests.bench.load PORT PATH SECONDS CONNECTIONS DEPTH` prints JSON.

Every connection sends `DEPTH` requests in one write (HTTP/1.1 pipelining) and reads all answers before it sends the
next row. All answers to one request have the same length, so they need not be taken apart: the client costs a few
microseconds a request, and what is measured is the server. {"requests", "seconds", "bytes"} is printed at the end.
"""

import json
import selectors
import socket
import sys
from time import perf_counter

HEADERS = "Host: 127.0.0.1:{port}\r\nAccept-Encoding: br\r\nUser-Agent: bench\r\nAccept: */*\r\n"


def main(port, path, seconds, connections, depth):
    """Send rows of requests for so many seconds; return what is to be printed."""
    request = f"GET {path} HTTP/1.1\r\n{HEADERS.format(port=port)}\r\n".encode()
    length = _answer_length(port, request)
    selector, left, done = selectors.DefaultSelector(), {}, 0
    for _number in range(connections):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ)
        left[connection] = length * depth
        connection.sendall(request * depth)
    began = perf_counter()
    while perf_counter() - began < seconds:
        for key, _events in selector.select(timeout=1):
            connection = key.fileobj
            got = len(connection.recv(1 << 20))
            if not got:
                raise ConnectionError("the server closed a connection")
            left[connection] -= got
            if left[connection] == 0:
                done += depth
                left[connection] = length * depth
                connection.sendall(request * depth)
    took = perf_counter() - began
    return {"requests": done, "seconds": took, "bytes": length}


def _answer_length(port, request):
    """Return how many bytes an answer has, after asking twice: the second is from memory."""
    for _time in range(2):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(request)
            got = b""
            while b"\r\n\r\n" not in got:
                got += connection.recv(1 << 16)
            head, _separator, body = got.partition(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise ConnectionError(head.decode("latin-1"))
            named = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            size = int(named.partition(b":")[2])
            while len(body) < size:
                body += connection.recv(1 << 16)
    return len(head) + 4 + size


if __name__ == "__main__":
    port, path, *numbers = sys.argv[1:]
    print(json.dumps(main(int(port), path, float(numbers[0]), int(numbers[1]), int(numbers[2]))))

"""A story whose every exchange is held against openapi.json."""

import http.client
import socket
from collections import defaultdict

import openapi
from server import REPLY_SECONDS_MAX, Reply, Story

JSON = "application/json"


class SocketConnection(http.client.HTTPConnection):
    """HTTP over the Unix socket that only the store's owner can open."""

    def __init__(self, path):
        super().__init__("manyidu", timeout=REPLY_SECONDS_MAX)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


class DocumentedStory(Story):
    def setUp(self):
        super().setUp()
        self.document = openapi.Document()
        self.tried = defaultdict(set)  # (listener, method, template) to statuses

    def start(self):
        """A server, and a token for each role."""
        self.server = self.serve()
        tokens = {"administrator": "admin", "officer": "officer", "viewer": "viewer"}
        for role in ("officer", "viewer"):
            self.command("user", "add", role, "--role", role)
        self.bearer = {role: {"Authorization": "Bearer " + self.command(
            "user", "token", name).stdout.strip()} for role, name in tokens.items()}

    def ask(self, listener, method, path, status, body=None, kind=JSON, headers=None):
        """One exchange: the status is the expected one and the document allows the reply."""
        sent = dict(headers or {})
        body = body.encode() if isinstance(body, str) else body
        if body is not None:
            sent["Content-Type"] = kind
        if listener == "socket":
            reply = self.ask_socket(method, path, body, sent)
        else:
            reply = self.server.ask(method, path, body, sent, desk=listener == "desk")
        place = f"{listener} {method} {path}"
        self.assertEqual(reply.status, status, f"{place}: {reply}")
        self.assertEqual(self.document.faults(method, path, reply), [], f"{place}: {reply}")
        key = self.document.operation_of(method, path)
        listener = "desk" if listener == "socket" else listener
        self.assertIn(listener, self.document.operations()[key]["tags"], place)
        self.tried[(listener, *key)].add(status)
        return reply

    def ask_socket(self, method, path, body, headers):
        connection = SocketConnection(str(self.store) + ".sock")
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def public(self, method, path, status, body=None, kind=JSON, **headers):
        return self.ask("public", method, path, status, body, kind, headers)

    def desk(self, method, path, status, body=None, role="administrator", kind=JSON):
        return self.ask("desk", method, path, status, body, kind, self.bearer[role])

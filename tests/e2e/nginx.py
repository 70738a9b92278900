"""A real nginx with the configuration we ship, before a server of ours, on free loopback ports."""

import http.client
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import time

from server import REPLY_SECONDS_MAX, Reply, free_ports

SHIPPED = pathlib.Path(__file__).parents[2] / "packaging" / "nginx" / "manyidu.conf"
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
PUBLIC_NAME, DESK_NAME = "pj.example.gov.cn", "desk.example.gov.cn"
START_SECONDS_MAX = 10

# What Debian's /etc/nginx/nginx.conf says around our file, but in a folder of the test.
AROUND = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/logs/main-error.log;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log {folder}/logs/main-access.log;
    include {folder}/manyidu.conf;
}}
"""


def make_certificate(folder, name, host):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}",
         "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem"],
        check=True, capture_output=True, timeout=60)


class Nginx:
    """`folder` holds its files and logs. `public` and `desk` are where the server listens."""

    def __init__(self, folder, public, desk):
        self.folder = pathlib.Path(folder)
        self.plain, self.secure = free_ports(2)
        self.process = None
        self.folder.mkdir()
        for name, host in (("public", PUBLIC_NAME), ("desk", DESK_NAME)):
            make_certificate(self.folder, name, host)
        self.write_configuration(public, desk)

    def write_configuration(self, public, desk, shipped_file=SHIPPED, certificates=None):
        """Ports, certificates and logs are the test's; nothing else of the file is changed."""
        (self.folder / "logs").mkdir(parents=True, exist_ok=True)
        text = shipped_file.read_text(encoding="utf-8")
        for shipped, mine in (
                ("listen 80;", f"listen 127.0.0.1:{self.plain};"),
                ("listen 443 ssl", f"listen 127.0.0.1:{self.secure} ssl"),
                ("    listen [::]:80;\n", ""), ("    listen [::]:443 ssl http2;\n", ""),
                ("server 127.0.0.1:8080;", f"server 127.0.0.1:{public};"),
                ("server 127.0.0.1:8081;", f"server 127.0.0.1:{desk};"),
                ("/etc/ssl/manyidu/", f"{certificates or self.folder}/"),
                ("/var/log/nginx/", f"{self.folder}/logs/")):
            if shipped not in text:
                raise RuntimeError(f"{shipped_file} does not hold {shipped!r}")
            text = text.replace(shipped, mine)
        (self.folder / "manyidu.conf").write_text(text, encoding="utf-8")
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder, user=user))

    def command(self, *options):
        return [NGINX, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"), *options]

    def check(self):
        """`nginx -t`: what it says, and whether it is content."""
        return subprocess.run(self.command("-t"), capture_output=True, text=True, timeout=30,
                              check=False)

    def start(self):
        self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        deadline = time.monotonic() + START_SECONDS_MAX
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.secure), timeout=1).close()
                return
            except OSError as failure:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"nginx: {self.process.communicate()[1]!r}") from failure
                time.sleep(0.02)

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.communicate(timeout=20)

    def context(self, *protocols):
        """Trusts the two certificates made for this test, and nobody else's."""
        context = ssl.create_default_context(cafile=self.folder / "public.pem")
        context.load_verify_locations(cafile=self.folder / "desk.pem")
        if protocols:
            context.set_alpn_protocols(protocols)
        return context

    def connect(self, host=PUBLIC_NAME, client="127.0.0.1"):
        """A TLS connection from the address `client` of the loopback."""
        return Tls(self, host, client)

    def ask(self, method, path, body=None, headers=None, host=PUBLIC_NAME, client="127.0.0.1"):
        connection = self.connect(host, client)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()

    def logs(self):
        return {file.name: file.read_text(errors="replace")
                for file in (self.folder / "logs").iterdir()}


class Tls(http.client.HTTPSConnection):
    def __init__(self, nginx, host, client):
        super().__init__(host, nginx.secure, timeout=REPLY_SECONDS_MAX, context=nginx.context(),
                         source_address=(client, 0))
        self._create_connection = lambda address, *rest: socket.create_connection(
            ("127.0.0.1", address[1]), *rest)

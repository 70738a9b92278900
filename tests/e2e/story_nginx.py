"""The real program behind a real nginx with the configuration we ship, asked over TLS."""

import json
import re
import shutil
import subprocess
import unittest

from nginx import DESK_NAME, PUBLIC_NAME, Nginx
from server import Server, Story

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ANSWER = '{"answers":{"overall":"satisfied"}}'
RESPONSES = "/api/v1/surveys/citizens/responses"
BURST = 20
HASTE_MAX = 5000  # well above the 1000 requests one address may have saved up at nginx
SAID_ONCE = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
             "Strict-Transport-Security", "Cache-Control")


class BehindNginx(Story):
    def start(self, rate="rate_per_second = 0"):
        server = Server(self.store)
        self.nginx = Nginx(self.folder / "nginx", server.public, server.desk)
        self.desk_origin = f"https://{DESK_NAME}:{self.nginx.secure}"
        settings = self.write("manyidu.toml", "\n".join((
            "[public]", f'origin = "https://{PUBLIC_NAME}"', 'trusted_proxies = ["127.0.0.1"]',
            "[public.limits]", rate,
            "[desk]", f'origin = "{self.desk_origin}"', 'trusted_proxies = ["127.0.0.1"]')))
        server.options = ("--config", settings)
        server.start()
        self.addCleanup(server.stop)
        self.nginx.start()
        self.addCleanup(self.nginx.stop)
        self.server = server

    def test_the_shipped_configuration_is_right(self):
        checked = Nginx(self.folder / "nginx", 8080, 8081).check()
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertNotIn("[warn]", checked.stderr)

    def test_a_citizen_answers_over_tls(self):
        self.start()
        page = self.nginx.ask("GET", "/s/citizens?u=xz01")
        self.assertEqual(page.status, 200)
        for name in SAID_ONCE:
            self.assertEqual(len(page.headers.get_all(name, [])), 1, name)
        self.assertNotRegex(page.headers["Server"], r"\d", "nginx tells its version")
        key = re.search(r'name="key" value="([^"]+)"', page.body.decode())[1]
        form = f"key={key}&channel=web&overall=satisfied"
        thanks = self.nginx.ask("POST", "/s/citizens", form, FORM)
        self.assertEqual(thanks.status, 303)
        self.assertEqual(self.nginx.ask("GET", thanks.headers["Location"]).status, 200)
        self.assertEqual(self.nginx.ask("POST", RESPONSES, ANSWER, JSON).status, 201)
        self.assertEqual(self.score("citizens")["n"], 2)

    def test_http_is_led_to_https_and_http2_is_spoken(self):
        self.start()
        ask = ["curl", "--silent", "--output", "/dev/null", "--max-time", "20", "--cacert",
               str(self.nginx.folder / "public.pem")]
        for port in (self.nginx.plain, self.nginx.secure):
            ask += ["--resolve", f"{PUBLIC_NAME}:{port}:127.0.0.1"]
        plain = subprocess.run(
            [*ask, "--write-out", "%{http_code} %{redirect_url}",
             f"http://{PUBLIC_NAME}:{self.nginx.plain}/s/citizens"],
            capture_output=True, text=True, check=True)
        self.assertEqual(plain.stdout, f"301 https://{PUBLIC_NAME}/s/citizens")
        secure = subprocess.run(
            [*ask, "--http2", "--write-out", "%{http_code} %{http_version}",
             f"https://{PUBLIC_NAME}:{self.nginx.secure}/s/citizens"],
            capture_output=True, text=True, check=True)
        self.assertEqual(secure.stdout, "200 2")

    def test_the_limit_counts_the_client_and_not_nginx(self):
        self.start(f"rate_per_second = 0.001\nrate_burst = {BURST}")
        forged = {"X-Forwarded-For": "203.0.113.9"}
        statuses = [self.nginx.ask("GET", "/healthz", client="127.0.0.2", headers=forged).status
                    for _ in range(BURST + 2)]
        self.assertEqual(statuses, [200] * BURST + [429] * 2)
        refused = self.nginx.ask("POST", RESPONSES, ANSWER, JSON, client="127.0.0.2")
        self.assertEqual(refused.status, 429)
        self.assertTrue(refused.headers["Retry-After"])
        self.assertEqual(self.nginx.ask("GET", "/healthz", client="127.0.0.3").status, 200)
        self.assertIn('127.0.0.2 "POST ' + RESPONSES + '" 429',
                      self.nginx.logs()["manyidu-hasty.log"])

    def test_who_is_too_hasty_for_nginx_is_told_to_wait(self):
        self.start()
        connection = self.nginx.connect(client="127.0.0.4")
        self.addCleanup(connection.close)
        for _ in range(HASTE_MAX):
            connection.request("GET", "/healthz")
            reply = connection.getresponse()
            body = reply.read()
            if reply.status != 200:
                break
        self.assertEqual((reply.status, reply.headers["Retry-After"]), (429, "5"))
        self.assertIn("请稍候再试", body.decode())
        self.assertEqual(self.nginx.ask("GET", "/healthz", client="127.0.0.5").status, 200)

    def test_no_log_and_no_file_of_nginx_holds_a_code_or_an_answer(self):
        self.start()
        made = self.folder / "codes.csv"
        self.command("codes", "enterprises", "--count", "1", "--out", made)
        code = made.read_text(encoding="utf-8").splitlines()[1].partition(",")[0]
        word = "一句不该留在别处的话"
        for path in (f"/c/{code}", f"/c?s=enterprises&code={code}", f"//c/{code}",
                     f"/%63/{code}", f"/x/../c/{code}"):
            self.nginx.ask("GET", path)
        self.nginx.ask("POST", f"/c/{code}", "x" * 70_000, FORM)
        body = json.dumps({"answers": {"overall": "satisfied", "comment": word}, "code": code})
        reply = self.nginx.ask("POST", "/api/v1/surveys/enterprises/responses", body, JSON)
        self.assertEqual(reply.status, 201, reply)
        self.server.stop()
        came_from = {"Referer": f"https://{PUBLIC_NAME}/c/{code}"}  # from a browser that tells
        for method, path in (("GET", f"/c/{code}"), ("GET", "/s/citizens"),
                             ("POST", "/s/enterprises"), ("POST", f"/c/{code}?s=enterprises")):
            away = self.nginx.ask(method, path, body if method == "POST" else None, came_from)
            self.assertEqual((away.status, away.headers["Retry-After"]), (503, "5"))
        self.nginx.stop()
        logs = self.nginx.logs()
        self.assertIn('"GET /s/citizens" 503', logs["manyidu-public.log"])
        self.assertNotIn("127.0.0.1 ", logs["manyidu-public.log"])
        for file in self.nginx.folder.rglob("*"):
            held = file.read_bytes() if file.is_file() else b""
            self.assertNotIn(code.encode(), held, file)
            self.assertNotIn(word.encode(), held, file)

    def test_no_answer_is_put_on_nginxs_disk(self):
        self.start()
        for room in ("body", "proxy"):
            (self.nginx.folder / room).rmdir()  # what must be written there now fails
        largest = ANSWER[:-1] + " " * (65_536 - len(ANSWER)) + "}"
        self.assertEqual(self.nginx.ask("POST", RESPONSES, largest, JSON).status, 201)
        self.assertEqual(self.nginx.ask("POST", RESPONSES, largest + " ", JSON).status, 413)

    def test_an_officer_logs_in_at_the_desks_https_address(self):
        self.start()
        password = (self.folder / "first-password").read_text(encoding="utf-8").split()[-1]
        login = f"name=admin&password={password}"
        origin = {"Origin": self.desk_origin}

        def ask(method, path, body=None, **headers):
            return self.nginx.ask(method, path, body, headers, host=DESK_NAME)

        for wrong in ("https://evil.example", "null", f"http://127.0.0.1:{self.server.desk}"):
            reply = ask("POST", "/desk/login", login, **FORM, Origin=wrong)
            self.assertEqual(reply.status, 403, wrong)
        reply = ask("POST", "/desk/login", login, **FORM, **origin)
        self.assertEqual(reply.status, 303, reply)
        cookie = reply.headers["Set-Cookie"]
        self.assertRegex(cookie, r"^__Host-manyidu=\S+; Path=/; Secure; HttpOnly")
        page = ask("GET", "/desk/", Cookie=cookie.partition(";")[0])
        self.assertEqual(page.status, 200)
        for name in SAID_ONCE:
            self.assertEqual(len(page.headers.get_all(name, [])), 1, name)
        self.assertEqual(self.nginx.ask("GET", "/desk/login").status, 404,
                         "the public name must not lead to the desk")


if __name__ == "__main__":
    if shutil.which("curl") is None:
        raise SystemExit("curl is needed")
    unittest.main()

"""Every operation of openapi.json, tried well and badly on both listeners, keeps to it."""

import csv
import json
import re
import unittest

from documented import JSON, DocumentedStory
from server import Server, today

FORM = "application/x-www-form-urlencoded"
NO_CODE = "0" * 17
NOT_TO_BE_HAD = {429, 503}  # without a limit of requests, and with a disk that works
BURST_MAX = 2000  # well above the 500 requests that an address may send at once


class Operations(DocumentedStory):
    def test_keep_to_the_document(self):
        self.start()
        code, = self.make_codes()
        self.try_pages(code)
        self.try_answers_by_form()
        self.try_answers_by_program(code)
        self.try_surveys()
        self.try_scores()
        self.try_imports()
        self.try_backups()
        self.try_accounts()
        self.try_audit()
        self.try_desk_pages()
        self.try_plain()
        self.try_doors()
        self.try_nothing_open()
        for (method, path), operation in self.document.operations().items():
            seen = [self.tried[listener, method, path] for listener in operation["tags"]]
            for listener, statuses in zip(operation["tags"], seen):
                self.assertTrue(any(status < 400 for status in statuses),
                                f"{method} {path} never went well on the {listener} listener")
            told = set(map(int, operation["responses"])) - NOT_TO_BE_HAD
            self.assertEqual(told - set().union(*seen), set(), f"{method} {path} was not seen so")

    def make_codes(self):
        made = self.desk("POST", "/api/v1/codes", 201, '{"survey":"enterprises","count":1}')
        self.desk("POST", "/api/v1/codes", 201,
                  '{"survey":"enterprises","count":2,"unit":"xz01"}', role="officer")
        for bad in ('{"survey":"enterprises","count":0}', '{"survey":"nobody","count":1}',
                    '{"survey":"enterprises","count":1,"unit":"?"}', "{", "[]", '{"count":true}'):
            self.desk("POST", "/api/v1/codes", 422, bad)
        batches = self.desk("GET", "/api/v1/codes?survey=enterprises", 200, role="viewer")
        self.assertEqual(sorted(batch["made"] for batch in batches.json["batches"]), [1, 2])
        self.desk("GET", "/api/v1/codes?survey=nobody", 404)
        for batch in batches.json["batches"]:
            if batch["made"] == 2:
                self.desk("POST", f"/api/v1/codes/enterprises/{batch['number']}/revoke", 200)
        self.desk("POST", "/api/v1/codes/enterprises/7/revoke", 404)
        return made.json["codes"]

    def try_pages(self, code):
        self.public("GET", "/", 303)
        self.public("GET", "/s/citizens", 200)
        self.public("GET", "/s/citizens?u=xz01&lang=en&size=large", 200)
        self.public("GET", "/s/citizens?u=nowhere", 404)
        self.public("GET", "/s/nobody", 404)
        self.public("GET", "/s/hotline-staff", 200)
        self.public("GET", "/s/enterprises", 303)
        self.public("GET", "/s/hotline-staff/received", 200)
        self.public("GET", "/s/citizens/received", 404)
        self.public("GET", "/c", 200)
        self.public("GET", "/c?s=enterprises&code=" + code, 303)
        self.public("GET", "/c?code=oops", 422)
        self.public("GET", f"/c/{code}?s=enterprises", 200)
        self.public("GET", f"/c/{code}?s=hotline-staff", 200)
        self.public("GET", "/c/oops", 422)

    def try_answers_by_form(self):
        page = self.public("GET", "/s/citizens", 200).body.decode()
        key = re.search(r'name="key" value="([^"]+)"', page).group(1)
        good = f"key={key}&channel=web&overall=satisfied"
        thanks = self.public("POST", "/s/citizens", 303, good, FORM).headers["Location"]
        self.public("GET", thanks, 200)
        self.public("GET", thanks + "?more=done", 200)
        self.public("GET", "/s/citizens/thanks/" + "0" * 32, 404)
        self.public("POST", "/s/citizens", 409, good.replace("satisfied", "dissatisfied"), FORM)
        self.public("POST", "/s/citizens", 422, "overall=wonderful", FORM)
        self.public("POST", "/s/citizens", 400, "overall=%00", FORM)
        self.public("POST", "/s/citizens", 413, "a=" + "b" * 70_000, FORM)
        self.public("POST", "/s/citizens", 415, "{}", JSON)
        self.public("POST", "/s/nobody", 404, good, FORM)
        self.public("POST", "/s/citizens", 404, good + "&first=" + "0" * 32, FORM)
        self.public("POST", "/s/hotline-staff", 410, "overall=satisfied", FORM)
        self.public("POST", "/s/enterprises", 409, f"code={NO_CODE}&overall=satisfied", FORM)

    def try_answers_by_program(self, code):
        path = "/api/v1/surveys/citizens/responses"
        answers = '{"answers":{"overall":"satisfied"}}'
        key = {"Idempotency-Key": '"one"'}
        first = self.public("POST", path, 201, answers, **key)
        self.assertEqual(self.public("POST", path, 201, answers, **key).json, first.json)
        self.public("POST", path, 409, answers.replace("satisfied", "dissatisfied"), **key)
        self.public("POST", path, 400, "{")
        self.public("POST", path, 413, "{" + " " * 70_000 + "}")
        self.public("POST", path, 415, answers, "text/plain")
        for bad in ('{"answers":{}}', '{"answers":{"overall":5}}', '{"answers":[]}',
                    '{"answers":{"overall":"satisfied"},"unit":"nowhere"}',
                    '{"answers":{"overall":"satisfied"},"channel":"paper"}'):
            self.public("POST", path, 422, bad)
        self.public("POST", path, 422, answers, **{"Idempotency-Key": "a" * 65})
        self.public("POST", "/api/v1/surveys/nobody/responses", 404, answers)
        self.public("POST", "/api/v1/surveys/hotline-staff/responses", 410, answers)
        coded = json.dumps({"answers": {"overall": "satisfied"}, "code": code})
        self.public("POST", "/api/v1/surveys/enterprises/responses", 201, coded)
        self.public("POST", "/api/v1/surveys/enterprises/responses", 409, coded)
        for survey in ("citizens", "enterprises", "hotline-staff"):
            told = self.public("GET", f"/api/v1/surveys/{survey}", 200)
        tag = {"If-None-Match": told.headers["ETag"]}
        self.public("GET", "/api/v1/surveys/hotline-staff", 304, **tag)
        self.public("GET", "/api/v1/surveys/nobody", 404, **{"Accept-Language": "en"})

    def try_surveys(self):
        listed = self.desk("GET", "/api/v1/surveys", 200, role="viewer").json["surveys"]
        self.assertEqual(len(listed), 5)
        shown = self.desk("GET", "/api/v1/surveys/citizens", 200, role="viewer").json
        self.desk("GET", "/api/v1/surveys/nobody", 404)
        own = dict(shown["questionnaire"], id="own")
        self.desk("POST", "/api/v1/surveys", 201, json.dumps(own))
        for bad in ("{", "{}", json.dumps(dict(own, questions=[]))):
            self.desk("POST", "/api/v1/surveys", 422, bad)
        self.desk("POST", "/api/v1/surveys/own/open", 422, '{"closes":"soon"}')
        self.desk("POST", "/api/v1/surveys/own/open", 200, '{"closes":"2099-12-31"}', "officer")
        self.desk("POST", "/api/v1/surveys/nobody/open", 404, "{}")
        self.public("GET", "/api/v1/surveys/own", 200)
        self.desk("POST", "/api/v1/surveys/own/close", 200, "{}", "officer")
        self.desk("POST", "/api/v1/surveys/own/close", 422)
        self.desk("POST", "/api/v1/surveys/nobody/close", 404)
        self.public("GET", "/s/own", 410)
        self.public("POST", "/s/own", 410, "overall=satisfied", FORM)
        self.public("POST", "/api/v1/surveys/own/responses", 410,
                    '{"answers":{"overall":"satisfied"}}')
        self.public("GET", f"/c/{NO_CODE}?s=own", 410)
        self.desk("GET", "/api/v1/units", 200, role="viewer")
        self.desk("POST", "/api/v1/units", 201, "code,name,parent,kind\nnew,新窗口,,window\n",
                  kind="text/csv")
        self.desk("POST", "/api/v1/units", 422, "what,is,this\n", kind="text/csv")

    def try_scores(self):
        shown = self.desk("GET", "/api/v1/indicators/citizens", 200, role="viewer").json
        listed = self.desk("GET", "/api/v1/indicators", 200, role="viewer").json["indicators"]
        self.assertIn(shown, listed)
        self.desk("GET", "/api/v1/indicators/nobody", 404)
        own = dict(shown, id="own", survey="own")
        own.pop("target_defects")
        self.desk("POST", "/api/v1/indicators", 201, json.dumps(own))
        for bad in ("{", "{}", json.dumps(dict(own, measure="mood"))):
            self.desk("POST", "/api/v1/indicators", 422, bad)
        path = "/api/v1/indicators/citizens/score"
        for query in ("", "?by=unit", "?by=month", "?by=channel", "?to=2020-12-31",
                      f"?from=2020-01-01&to={today()}"):
            self.desk("GET", path + query, 200, role="viewer")
        self.desk("GET", path + ".csv?by=unit", 200, role="viewer")
        self.desk("GET", path + ".csv?by=mood", 422)
        self.desk("GET", "/api/v1/indicators/nobody/score.csv", 404)
        self.desk("GET", "/api/v1/scores?by=channel", 200, role="viewer")
        for query in ("?by=mood", "?to=soon", "?from=2099-01-01", "?from=2020-02-30"):
            self.desk("GET", path + query, 422)
            self.desk("GET", "/api/v1/scores" + query, 422)
        self.desk("GET", "/api/v1/indicators/nobody/score", 404)
        self.desk("GET", f"/api/v1/reviews/{today()[:4]}", 200, role="viewer")
        self.desk("GET", "/api/v1/reviews/1999", 404)

    def try_imports(self):
        file = self.folder / "paper.csv"
        with open(file, "w", encoding="utf-8", newline="") as sheet:
            csv.writer(sheet).writerows([["overall"], ["satisfied"], ["非常满意"], ["what?"]])
        order = {"survey": "citizens", "path": str(file)}
        dry = json.dumps(dict(order, dry_run=True))
        path = "/api/v1/imports"
        self.desk("POST", path, 403, dry)
        self.ask("socket", "POST", path, 200, dry)
        report = self.ask("socket", "POST", path, 201, json.dumps(order)).json
        self.assert_fields(report, rows=3, accepted=2, rejected=1)
        self.ask("socket", "POST", path, 422, json.dumps(order))
        self.ask("socket", "POST", path, 422, json.dumps(dict(order, path="/no/such/file")))
        undo = f"{path}/{report['batch']}/undo"
        self.desk("POST", undo, 422, "{}")
        self.desk("POST", undo, 200, '{"reason":"typed twice"}', "officer")
        self.desk("POST", undo, 422, '{"reason":"once more"}')
        self.desk("POST", f"{path}/999/undo", 422, '{"reason":"never was"}')
        self.desk("POST", f"{path}/first/undo", 404, '{"reason":"no number"}')
        batch, = self.desk("GET", path, 200, role="viewer").json["imports"]
        self.assert_fields(batch, state="undone", reason="typed twice", rows=3, accepted=2)

    def try_backups(self):
        order = json.dumps({"path": str(self.folder / "copy.db")})
        self.desk("POST", "/api/v1/backups", 403, order)
        made = self.ask("socket", "POST", "/api/v1/backups", 201, order).json
        self.assertGreater(made["bytes"], 0)
        for bad in (order, '{"path":"copy.db"}', '{"path":"/no/such/folder/copy.db"}', "{}"):
            self.ask("socket", "POST", "/api/v1/backups", 422, bad)

    def try_accounts(self):
        users = "/api/v1/users"
        self.desk("POST", users, 201, '{"name":"zhang","role":"officer"}')
        self.desk("POST", users, 201,
                  '{"name":"wang","role":"viewer","password":"correct horse battery"}')
        for bad in ("{", '{"name":"zhang"}', '{"name":"li","role":"king"}',
                    '{"name":"li","role":"viewer","password":"short"}'):
            self.desk("POST", users, 422, bad)
        self.assertEqual(len(self.desk("GET", users, 200).json["users"]), 5)
        self.assertIn("password", self.desk("POST", users + "/zhang/password", 200, "{}").json)
        self.desk("POST", users + "/zhang/password", 422, '{"password":"short"}')
        self.desk("POST", users + "/nobody/password", 422, "{}")
        self.desk("POST", users + "/zhang/role", 200, '{"role":"viewer"}')
        self.desk("POST", users + "/zhang/role", 422, '{"role":"king"}')
        self.desk("POST", users + "/admin/role", 422, '{"role":"viewer"}')
        self.desk("POST", users + "/zhang/unlock", 200)
        self.desk("POST", users + "/nobody/unlock", 422)
        self.desk("POST", users + "/admin/remove", 422)
        self.desk("POST", users + "/zhang/tokens", 201)
        self.desk("POST", users + "/nobody/tokens", 404)
        self.desk("POST", users + "/zhang/remove", 200)
        self.assertEqual(self.desk("GET", "/api/v1/account", 200, role="viewer").json,
                         {"name": "viewer", "role": "viewer", "sessions": 0})
        self.desk("POST", "/api/v1/account/password", 422, role="viewer",
                  body='{"present":"wrong","password":"seven white egrets"}')
        made = self.desk("POST", users + "/viewer/password", 200, "{}").json["password"]
        self.desk("POST", "/api/v1/account/password", 200, role="viewer",
                  body=json.dumps({"present": made, "password": "seven white egrets"}))

    def try_audit(self):
        log = self.desk("GET", "/api/v1/audit", 200).json
        self.assertTrue(log["chain"]["agrees"])
        self.assertEqual(len(log["entries"]), min(50, log["chain"]["entries"]))
        self.desk("GET", "/api/v1/audit?who=admin&act=user.add&before=9", 200)
        self.desk("GET", "/api/v1/audit?before=first", 422)

    def try_desk_pages(self):
        def ask(*exchange, **more):
            return self.ask("desk", *exchange, **more)

        ask("GET", "/", 303)
        ask("GET", "/desk/", 303)
        ask("GET", "/desk/login", 200)
        ask("GET", "/desk/language/en?next=//evil.example", 303)
        ask("POST", "/desk/login", 401, body="name=wang&password=wrong", kind=FORM)
        ask("POST", "/desk/login", 401, body='{"name":"wang","password":"wrong"}')
        right = "name=wang&password=correct+horse+battery"
        ask("POST", "/desk/login", 403, body=right, kind=FORM, headers={"Origin": "null"})
        ask("POST", "/desk/login", 413, body=right + "x" * 65536, kind=FORM)
        reply = ask("POST", "/desk/login", 303, body=right, kind=FORM)
        session = {"Cookie": reply.headers["Set-Cookie"].partition(";")[0]}
        ask("POST", "/api/v1/account/password", 403, body="{}", headers=session)
        page = ask("GET", "/desk/", 200, headers=session).body.decode()
        form = "form_token=" + re.search(r'name="form_token"\s+value="([^"]+)"', page)[1]
        here = {"Origin": f"http://127.0.0.1:{self.server.desk}"}
        for body, headers in ((form, session), ("form_token=x", {**session, **here})):
            ask("POST", "/desk/logout", 403, body=body, kind=FORM, headers=headers)
        for _ in ("logs out", "is out already"):
            ask("POST", "/desk/logout", 303, body=form, kind=FORM, headers={**session, **here})

    def try_plain(self):
        for listener, name in (("public", "phone.js"), ("desk", "desk.css")):
            reply = self.ask(listener, "GET", "/assets/" + name, 200)
            tag = {"If-None-Match": reply.headers["ETag"]}
            self.ask(listener, "GET", "/assets/" + name, 304, headers=tag)
            self.ask(listener, "GET", "/assets/none.css", 404)
            self.ask(listener, "GET", "/healthz", 200)
        self.public("GET", "/readyz", 200)
        self.desk("GET", "/metrics", 200, role="viewer")
        told = self.ask("desk", "GET", "/openapi.json", 200)
        self.assertEqual(told.json, self.document.whole)

    def try_nothing_open(self):
        for survey in ("citizens", "enterprises"):
            self.desk("POST", f"/api/v1/surveys/{survey}/close", 200)
        for path in ("/", "/c", "/c/" + NO_CODE):
            self.public("GET", path, 404)

    def try_doors(self):
        """Nobody gets in without credentials, and no role does what a higher one may."""
        lower = {"officer": "viewer", "administrator": "officer"}
        for (method, path), operation in self.document.operations().items():
            role = operation.get("x-role")
            if role is None:
                continue
            at = re.sub(r"{(year|batch)}", "2026", path)
            at = re.sub(r"{\w+}", "x", at)
            body = None if method == "GET" else "{}"
            self.ask("desk", method, at, 401, body)
            wrong = {"Authorization": "Bearer " + "A" * 43}
            self.ask("desk", method, at, 401, body, headers=wrong)
            if role in lower:
                self.desk(method, at, 403, body, role=lower[role])

    def test_tell_who_asks_too_often_to_wait(self):
        self.server = Server(self.store, "--rate", "0.001/s")
        self.server.start()
        self.addCleanup(self.server.stop)
        statuses = (self.server.ask("GET", "/healthz").status for _ in range(BURST_MAX))
        self.assertIn(429, statuses)
        for (method, path), operation in self.document.operations().items():
            if "public" in operation["tags"]:
                at = path.replace("{id}", "0" * 32)
                self.public(method, re.sub(r"{\w+}", "x", at), 429)


if __name__ == "__main__":
    unittest.main()

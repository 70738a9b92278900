"""A store that was tampered with does not pass: one byte of an answer, one count, one link."""

import sqlite3
import unittest

from server import Story

GRADES = ["very_satisfied"] * 5 + ["satisfied"] * 4 + ["very_dissatisfied"] * 3
CITIZENS = "(select number from survey where id = 'citizens')"


class Verify(Story):
    def setUp(self):
        super().setUp()
        server = self.serve()
        for number, grade in enumerate(GRADES):
            reply = server.answer("citizens", {"overall": grade, "comment": f"第 {number} 条"})
            self.assertEqual(reply.status, 201, reply)
        self.command("verify")  # beside the running server
        server.stop()
        self.command("verify")

    def change(self, sql, *values):
        """Changes exactly one row behind the program's back."""
        with sqlite3.connect(self.store) as database:
            self.assertEqual(database.execute(sql, values).rowcount, 1, sql)
        database.close()

    def look_up(self, sql):
        with sqlite3.connect(self.store) as database:
            row = database.execute(sql).fetchone()
        database.close()
        return row

    def assert_found(self, *places):
        done = self.command("verify", expect=1)
        for place in places:
            self.assertIn(place, (done.stdout + done.stderr).lower())

    def an_answer(self):
        return self.look_up(f"select id, answers from response where survey = {CITIZENS} limit 1")

    def test_finds_a_changed_answer(self):
        identity, answers = self.an_answer()
        changed = answers[:-1] + bytes([answers[-1] ^ 1])
        self.change(f"update response set answers = ? where survey = {CITIZENS} and id = ?",
                    changed, identity)
        self.assert_found("citizens", identity.hex())

    def test_finds_a_changed_time(self):
        identity, _ = self.an_answer()
        self.change("update response set received_ms = received_ms + 1 where id = ?", identity)
        self.assert_found("citizens", identity.hex())

    def test_finds_a_changed_audit_entry_and_a_lost_one(self):
        for name in ("li", "wang", "zhao"):
            self.command("user", "add", name)
        whole = self.command("verify").stdout
        self.assertIn("4 条审计记录", whole)  # and the first administrator's
        self.change("update audit set object = 'sun' where object = 'wang'")
        self.change("delete from audit where number = 4")
        self.assert_found("audit log: entry 3 does not match its link",
                          "audit log: it ends at entry 3")

    def test_finds_a_changed_text(self):
        identity, body = self.look_up("select id, body from response_text limit 1")
        changed = body.encode() if isinstance(body, str) else bytes(body)
        changed = changed[:-1] + bytes([changed[-1] ^ 1])
        self.change("update response_text set body = ? where id = ?",
                    changed.decode() if isinstance(body, str) else changed, identity)
        self.assert_found("citizens", identity.hex())

    def test_finds_a_removed_answer(self):
        identity, _ = self.an_answer()
        self.change("delete from response where id = ?", identity)
        self.assert_found("citizens", identity.hex())

    def test_finds_a_raised_count(self):
        key, = self.look_up("select very_satisfied from tally where very_satisfied = 5")
        self.change("update tally set very_satisfied = very_satisfied + 1 "
                    "where very_satisfied = ?", key)
        self.assert_found("citizens", "overall")

    def test_finds_a_raised_count_of_a_month(self):
        self.change("update tally_month set satisfied = satisfied + 1 where satisfied = 4")
        self.assert_found("citizens", "overall")

    def test_finds_a_changed_link(self):
        link, = self.look_up("select link from journal where position = 3")
        self.change(f"update journal set link = ? where survey = {CITIZENS} and position = 3",
                    bytes([link[0] ^ 1]) + link[1:])
        self.assert_found("citizens", "position 3")

    def test_passes_what_was_put_back(self):
        identity, answers = self.an_answer()
        sql = f"update response set answers = ? where survey = {CITIZENS} and id = ?"
        self.change(sql, answers[:-1] + bytes([answers[-1] ^ 1]), identity)
        self.assert_found("citizens")
        self.change(sql, answers, identity)
        self.command("verify")


if __name__ == "__main__":
    unittest.main()

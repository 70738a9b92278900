// Texts written to run as scripts, in every place somebody else may write: no page of the desk runs
// or even asks for anything because of them.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { start_desk } from './desk_browser.mjs';

// What an attacker would write into a text; a file's name holds no slash.
const strange = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>',
  '</script><svg onload=alert(1)>', "' autofocus onfocus='alert(1)", '{{7*7}}', '\u202Etxt.exe',
  '\u{1F600}'.repeat(400)];
const pages_max = 120;

let desk;
before(async () => {
  desk = await start_desk(write_everywhere);
});
after(() => desk?.stop());

function quoted(text) {
  return `"${text.replaceAll('"', '""')}"`;
}

async function write_everywhere(server) {
  const units = join(server.folder, 'units.csv');
  const rows = strange.slice(0, 6).map((text, i) => `odd${i},${quoted(text)},,window`);
  await writeFile(units, `code,name,parent,kind\n${rows.join('\n')}\n`);
  const added = server.command('units', 'import', units);
  assert.equal(added.status, 0, added.stderr);
  for (const [i, comment] of strange.entries()) {
    const reply = await fetch(`${server.origin}/api/v1/surveys/citizens/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        answers: { overall: 'dissatisfied', comment }, unit: `odd${i % 6}`,
      }),
    });
    assert.equal(reply.status, 201, await reply.text());
  }
  await import_files(server);
}

// A file for each text, by its name; every other one is undone for a strange reason.
async function import_files(server) {
  const map = join(server.folder, 'map.json');
  await writeFile(map, JSON.stringify({
    survey: 'citizens', unit: null, time: null, channel: 'import',
    questions: { overall: { column: 'overall', codes: { 1: 'satisfied' } } },
  }));
  for (const [i, text] of strange.slice(0, 6).entries()) {
    const file = join(server.folder, `${text.replaceAll('/', '_')}.csv`);
    await writeFile(file, `overall,row\n1,${i}\n`);
    const done = server.command('import', 'citizens', file, '--map', map);
    assert.equal(done.status, 0, done.stdout + done.stderr);
    if (i % 2 !== 0) continue;
    const undone = server.command('import', '--undo', String(i + 1), '--reason', text);
    assert.equal(undone.status, 0, undone.stdout + undone.stderr);
  }
}

// Every page of the desk that a link leads to, from the front page on.
async function walk_everywhere(page, seen) {
  const waiting = ['/desk/', '/desk/account', '/desk/users/%3Cscript%3Ealert(1)%3C%2Fscript%3E'];
  while (waiting.length > 0 && seen.size < pages_max) {
    const path = waiting.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    const reply = await page.goto(desk.server.desk + path);
    assert.ok(reply.status() < 500, `${path}: ${reply.status()}`);
    const links = await page.locator('a[href^="/desk"]').evaluateAll(
      (found) => found.filter((it) => !it.hasAttribute('download')).map(
        (it) => it.getAttribute('href')));
    waiting.push(...links.filter((link) => !/language|\.(xlsx|csv|json|html)/.test(link)));
  }
}

test('no page of the desk runs what somebody wrote', async () => {
  const seen = new Set();
  await desk.visit('administrator', { expected: '404' }, async (page) => {
    await walk_everywhere(page, seen);
  });
  assert.ok(seen.size >= 8, [...seen].join(' '));
});

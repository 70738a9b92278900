// Surveys, their runs and the units, in a real browser: what an officer looks into.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { narrow, start_desk, wide } from './desk_browser.mjs';

const hostile = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>',
  '</script><svg onload=alert(1)>', '{{7*7}}', '\u202Egpj.exe', '很'.repeat(400)];
const grades = ['very_satisfied', 'very_satisfied', 'satisfied', 'fairly_satisfied',
  'dissatisfied'];

let desk;
before(async () => {
  desk = await start_desk(fill);
});
after(() => desk?.stop());

async function answer(server, answers, unit) {
  const reply = await fetch(`${server.origin}/api/v1/surveys/citizens/responses`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ answers, unit }),
  });
  assert.equal(reply.status, 201, await reply.text());
}

// A hall and a township with enough answers, one with few; sixty comments; an open ballot with 23.
async function fill(server) {
  for (let i = 0; i < 60; i += 1)
    await answer(server, { overall: grades[i % 5], comment: `第${i + 1}条意见` },
      i % 2 === 0 ? 'hall' : 'xz01');
  for (let i = 0; i < 3; i += 1) await answer(server, { overall: 'satisfied' }, 'xz02');
  for (const comment of hostile) await answer(server, { overall: 'dissatisfied', comment }, 'hall');
  const forms = join(server.folder, 'forms.csv');
  const rows = Array.from({ length: 23 }, (_, i) => `${grades[i % 5]},不要给别人看${i}`);
  await writeFile(forms, `overall,comment\n${rows.join('\n')}\n`);
  const map = join(server.folder, 'forms.json');
  await writeFile(map, JSON.stringify({
    survey: 'hotline-staff', unit: null, time: null, channel: 'paper',
    questions: {
      overall: { column: 'overall', codes: Object.fromEntries(grades.map((g) => [g, g])) },
      comment: { column: 'comment' },
    },
  }));
  const opened = server.command('survey', 'open', 'hotline-staff');
  assert.equal(opened.status, 0, opened.stderr);
  const done = server.command('import', 'hotline-staff', forms, '--map', map);
  assert.equal(done.status, 0, done.stdout + done.stderr);
}

const pages = [['surveys', '/desk/surveys'], ['survey', '/desk/surveys/citizens'],
  ['quality', '/desk/surveys/citizens?quality=1'],
  ['ballot', '/desk/surveys/hotline-staff'], ['units', '/desk/units'],
  ['units-withheld', '/desk/units?indicator=hotline-staff'],
  ['run', '/desk/surveys/citizens/run'], ['close', '/desk/surveys/citizens/close']];

for (const [name, options] of [
  ['wide', { viewport: wide }], ['narrow', { viewport: narrow }],
  ['dark', { viewport: wide, colorScheme: 'dark' }],
  ['english', { viewport: wide, lang: 'en' }], ['english-narrow', { viewport: narrow, lang: 'en' }],
  ['without-script', { viewport: narrow, javaScriptEnabled: false }],
]) {
  test(`every page of a survey can be read: ${name}`, async () => {
    await desk.visit('officer', options, async (page) => {
      for (const [place, address] of pages) {
        await page.goto(desk.server.desk + address);
        await desk.check_page(page, `${place}-${name}`);
      }
    });
  });
}

test('comments are words and nothing else, and go on to older ones', async () => {
  await desk.visit('viewer', { viewport: narrow }, async (page) => {
    await page.goto(`${desk.server.desk}/desk/surveys/citizens`);
    const said = page.locator('.comment-text');
    assert.equal(await said.count(), 50);
    for (const [i, text] of [...hostile].reverse().entries())
      assert.equal(await said.nth(i).innerText(), text);
    await page.click('text=更早的意见');
    assert.match(await said.first().innerText(), /^第16条意见$/);
    assert.equal(await said.count(), 16);
    await page.click('text=看全部单位最新的意见');
    assert.equal(await said.count(), 50);
    await page.click('#by-unit ~ .pair a:has-text("乡镇01")');
    assert.equal(await said.count(), 30);
  });
});

test('an open ballot shows fives and no word of what was said', async () => {
  await desk.visit('officer', { viewport: wide }, async (page) => {
    for (const address of ['/desk/surveys', '/desk/surveys/hotline-staff']) {
      await page.goto(desk.server.desk + address);
      const text = await page.locator('main').innerText();
      assert.match(text, /已收到至少20份，共27人/);
      assert.doesNotMatch(text, /不要给别人看|23/);
    }
  });
});

test('a survey is opened and closed with the keyboard alone', async () => {
  await desk.visit('officer', { viewport: narrow }, async (page) => {
    const press = async (selector) => {
      await page.focus(selector);
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    };
    await page.goto(`${desk.server.desk}/desk/surveys/office-staff`);
    await press('main a:has-text("开放或关闭")');
    await page.fill('#closes', '2099-12-31');
    await press('main button:has-text("现在开放")');
    assert.match(await page.locator('main').innerText(), /开放中[^]*2099-12-31/);
    await press('main a:has-text("关闭…")');
    assert.match(await page.locator('main').innerText(), /不能重新开放/);
    await press('main button:has-text("关闭")');
    assert.match(await page.locator('main').innerText(), /已结束/);
    assert.equal(await page.locator('main button').count(), 0);
  });
});

test('the table of the units is downloaded', async () => {
  await desk.visit('viewer', { viewport: wide }, async (page) => {
    await page.goto(`${desk.server.desk}/desk/units`);
    assert.match(await page.locator('#few').innerText(), /样本不足，不参与排名/);
    const [download] = await Promise.all([page.waitForEvent('download'),
      page.click('text=下载表格')]);
    assert.match(download.suggestedFilename(), /^单位比较-citizens-\d{4}\.csv$/);
  });
});

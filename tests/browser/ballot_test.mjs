// A secret ballot as its people meet it: from the printed slip to the word of receipt.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { read_sheets } from './sheets.mjs';
import { root, start_browser, start_server } from './server.mjs';

const pictures = join(root, 'build/screenshots');
const survey = 'hotline-staff';
let server;
let browser;
let links;

before(async () => {
  await mkdir(pictures, { recursive: true });
  server = await start_server();
  browser = await start_browser();
  const file = join(server.folder, 'ballot.html');
  const made = server.command('codes', survey, '--count', '12', '--origin', server.origin,
    '--out', file);
  assert.equal(made.status, 0, made.stderr);
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  const hash = await page.locator('.cover .hash').innerText();
  assert.match(made.stdout, new RegExp(hash));
  const cover = await page.locator('.cover').evaluate(
    (sheet) => sheet.scrollHeight <= sheet.clientHeight && sheet.scrollWidth <= sheet.clientWidth);
  assert.ok(cover, 'the cover fits its sheet');
  const sheets = await read_sheets(page, pictures, 'ballot-slips');
  assert.deepEqual(sheets.map((read) => read.length), [0, 10, 2]);
  links = sheets.flat();
  await page.close();
  assert.equal(server.command('survey', 'open', survey).status, 0);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function fill(page, link) {
  await page.goto(link);
  await page.locator('input[name=overall]').first().press('Space');
}

// What the phone keeps of a visit.
const kept = (page) => page.evaluate(
  () => [localStorage.length, sessionStorage.length, document.cookie]);

for (const javaScriptEnabled of [true, false]) {
  test(`a slip is scanned and answered ${javaScriptEnabled ? 'with' : 'without'} a script`,
    async () => {
      const context = await browser.newContext({
        viewport: { width: 360, height: 640 }, javaScriptEnabled,
      });
      const page = await context.newPage();
      await fill(page, links[javaScriptEnabled ? 0 : 1]);
      assert.match(await page.locator('main').innerText(), /防不住/);
      await page.screenshot({ path: join(pictures, 'ballot-form.png'), fullPage: true });
      await page.locator('button[type=submit]').click();
      await page.waitForURL(`**/s/${survey}/received`);
      assert.match(await page.locator('main').innerText(), /已收到/);
      assert.doesNotMatch(await page.locator('main').innerText(), /回执号|[0-9A-Z]{4}-/);
      if (javaScriptEnabled) assert.deepEqual(await kept(page), [0, 0, '']);
      await context.close();
    });
}

test('a vote that meets a bad network is sent again but never kept', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  await fill(page, links[2]);
  await context.setOffline(true);
  await page.locator('button[type=submit]').click();
  await page.getByText('请不要关闭本页').waitFor();
  assert.deepEqual(await kept(page), [0, 0, '']);
  await context.setOffline(false);
  await page.waitForURL(`**/s/${survey}/received`);
  await context.close();
});

test('a used slip and a made-up one hear the same', async () => {
  const heard = [];
  for (const link of [links[0], links[0].replace(/\/c\/\w+/, `/c/${'0'.repeat(17)}`)]) {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    await fill(page, link);
    await page.locator('button[type=submit]').click();
    await page.getByText('这个码不能使用').waitFor();
    heard.push(await page.locator('main').innerText());
    await context.close();
  }
  assert.equal(heard[0], heard[1]);
});

// The phone page in a real browser of 360 by 640, with and without its script.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root, start_browser, start_server } from './server.mjs';

const pictures = join(root, 'build/screenshots');
let server;
let browser;

before(async () => {
  await mkdir(pictures, { recursive: true });
  server = await start_server();
  browser = await start_browser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// A visit in a fresh browser: fails when the page complains or reaches for another host.
async function visit(name, options, walk) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 }, reducedMotion: 'reduce', ...options,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('console', (message) => {
    const expected = options.expected && message.text().includes(options.expected);
    if (message.type() === 'error' && !expected) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.origin) && !url.startsWith('data:')) complaints.push(url);
  });
  const picture = (part, full = false) =>
    page.screenshot({ path: join(pictures, `${name}-${part}.png`), fullPage: full });
  try {
    await walk(page, picture);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

const grade = (page, name) => page.locator(`input[name=overall][value=${name}] + label`);
const send = (page) => page.locator('button[type=submit]').click();

async function fits(page) {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  const button = await page.locator('button[type=submit]').boundingBox();
  assert.ok(button.y + button.height <= 640, `submit ends at ${button.y + button.height}`);
  for (const row of await page.locator('.choices .choice:visible').all()) {
    assert.ok((await row.boundingBox()).height >= 52);
  }
}

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? 'script' : 'plain';

  test(`a citizen rates, reads the receipt and answers more (${way})`, async () => {
    await visit(`citizen-${way}`, { javaScriptEnabled }, async (page, picture) => {
      await page.goto(`${server.origin}/s/citizens`);
      assert.equal(await page.locator('input:checked').count(), 0);
      await fits(page);
      await picture('first');
      await grade(page, 'satisfied').click();
      await picture('chosen');
      await send(page);
      await page.waitForURL('**/thanks/**');
      assert.match(await page.locator('.receipt strong').innerText(),
        /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      assert.equal(await page.locator('[name=reasons]').count(), 0);
      await picture('thanks', true);
      await page.locator('input[name=speed][value=very_satisfied] + label').click();
      await send(page);
      await page.waitForURL('**more=done**');
      assert.equal(await page.locator('form').count(), 0);
      await picture('done');
    });
  });

  test(`a page without a grade says what is missing (${way})`, async () => {
    const expected = '422';
    await visit(`error-${way}`, { javaScriptEnabled, expected }, async (page, picture) => {
      await page.goto(`${server.origin}/s/citizens`);
      await page.locator('summary').click();
      await page.locator('textarea').fill('"><img src=x onerror=alert(1)>');
      await send(page);
      await page.locator('#problems').waitFor();
      assert.match(await page.locator('#problems').innerText(), /有 1 处需要修改/);
      assert.equal(await page.locator('textarea').inputValue(), '"><img src=x onerror=alert(1)>');
      await picture('page', true);
      await page.locator('#problems a').click();
      if (javaScriptEnabled) {
        assert.equal(await page.evaluate(() => document.activeElement.id), 'f-overall');
      }
    });
  });
}

test('reasons open below a bad grade and nothing above them moves', async () => {
  await visit('reasons', {}, async (page, picture) => {
    await page.goto(`${server.origin}/s/citizens`);
    const reasons = page.locator('fieldset:has([name=reasons])');
    assert.equal(await reasons.isVisible(), false);
    const before_it = await grade(page, 'dissatisfied').boundingBox();
    await grade(page, 'dissatisfied').click();
    assert.equal(await reasons.isVisible(), true);
    assert.deepEqual(await grade(page, 'dissatisfied').boundingBox(), before_it);
    await fits(page);
    await picture('open', true);
    await page.locator('[name=reasons] + label').first().click();
    await grade(page, 'satisfied').click();
    assert.equal(await reasons.isVisible(), false);
    await send(page);  // the hidden reason is not sent, so nothing is wrong
    await page.waitForURL('**/thanks/**');
  });
});

test('without a script the reasons follow the thank-you', async () => {
  await visit('reasons-plain', { javaScriptEnabled: false }, async (page, picture) => {
    await page.goto(`${server.origin}/s/citizens`);
    await grade(page, 'very_dissatisfied').click();
    await send(page);
    await page.waitForURL('**/thanks/**');
    assert.equal(await page.locator('[type=radio], [type=checkbox]').first()
      .getAttribute('name'), 'reasons');
    await picture('thanks', true);
  });
});

test('an answer that meets a bad network is kept and counted once', async () => {
  await visit('network', { expected: 'ERR_INTERNET_DISCONNECTED' }, async (page, picture) => {
    await page.goto(`${server.origin}/s/citizens`);
    const key = await page.locator('[name=key]').inputValue();
    await grade(page, 'fairly_satisfied').click();
    await page.context().setOffline(true);
    await send(page);
    await page.getByText('网络不好').waitFor();
    const kept = await page.evaluate(() => JSON.stringify(localStorage));
    assert.ok(kept.includes(key));
    await picture('waiting');
    await page.context().setOffline(false);
    await page.waitForURL('**/thanks/**');
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });
});

const looks = [
  { name: 'english', query: '?lang=en', words: 'Very satisfied' },
  { name: 'large', query: '?size=large', words: '标准版' },
  { name: 'dark', query: '', words: '提交', colorScheme: 'dark' },
  { name: 'english-large', query: '?lang=en&size=large', words: 'Normal text' },
];
for (const { name, query, words, colorScheme } of looks) {
  test(`the page in its ${name} look fits the screen`, async () => {
    await visit(name, { colorScheme }, async (page, picture) => {
      await page.goto(`${server.origin}/s/citizens${query}`);
      await page.getByText(words).first().waitFor();
      await fits(page);
      await picture('first');
      await grade(page, 'dissatisfied').click();
      await picture('reasons', true);
    });
  });
}

test('the page of codes asks for the code that belongs to the survey', async () => {
  await visit('code', { expected: '422' }, async (page, picture) => {
    await page.goto(`${server.origin}/s/enterprises`);
    await page.locator('#f-code').fill('ABC');
    await send(page);
    await page.locator('#problems').waitFor();
    await picture('problem');
  });
});

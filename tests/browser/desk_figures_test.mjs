// The front page and an indicator's page with a year of answers in them: read at every size and
// in every look, by keyboard, without scripts, on paper, and while new answers come in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { narrow, start_desk, wide } from './desk_browser.mjs';

const pages = { front: '/desk/', indicator: '/desk/indicators/citizens' };
const looks = [
  { name: 'wide', viewport: wide },
  { name: 'narrow', viewport: narrow },
  { name: 'wide-dark', viewport: wide, colorScheme: 'dark' },
  { name: 'narrow-dark-en', viewport: narrow, colorScheme: 'dark', lang: 'en' },
  { name: 'wide-en', viewport: wide, lang: 'en' },
];
const letters_min = 11; // px, the smallest letters anybody must read

let desk;
before(async () => {
  desk = await start_desk(() => {}, { demo: true });
});
after(() => desk?.stop());

const citizens = (page) => page.locator('section.card').first();
const shown_n = async (page) =>
  Number(await citizens(page).locator('.card-facts dd').first().innerText());

async function answer(grade) {
  const reply = await fetch(`${desk.server.origin}/api/v1/surveys/citizens/responses`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ answers: { overall: grade } }),
  });
  assert.equal(reply.status, 201);
}

// How high the letters of the charts come out on the screen.
const smallest_letters = (page) => page.$$eval('svg.chart', (charts) => Math.min(...charts.map(
  (chart) => chart.getBoundingClientRect().width / chart.viewBox.baseVal.width *
    Number(chart.getAttribute('font-size')))));

for (const [name, path] of Object.entries(pages)) {
  for (const look of looks) {
    test(`the ${name} page is read ${look.name}`, async () => {
      await desk.visit('viewer', look, async (page) => {
        await page.goto(desk.server.desk + path);
        assert.ok(await page.locator('svg.chart').count() >= 2);
        assert.ok(await smallest_letters(page) >= letters_min, await smallest_letters(page));
        await desk.check_page(page, `figures-${name}-${look.name}`);
      });
    });
  }

  test(`the ${name} page is read on paper, without colours`, async () => {
    await desk.visit('viewer', { viewport: wide }, async (page) => {
      await page.goto(desk.server.desk + path);
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.places').isVisible(), false);
      await desk.check_page(page, `figures-${name}-print`);
    });
  });

  test(`the ${name} page is read without scripts`, async () => {
    await desk.visit('viewer', { viewport: narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto(desk.server.desk + path);
      assert.match(await page.locator('main').innerText(), /自愿作答再多也不能证实/);
      assert.match(await page.locator('main').innerText(), /目标 ≥90分/);
    });
  });
}

test('another year is chosen without scripts, and an indicator explained', async () => {
  await desk.visit('viewer', { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${desk.server.desk}/desk/`);
    const [, last_year] = await page.locator('#year option').allInnerTexts();
    await page.selectOption('#year', last_year);
    await page.click('.front-head button');
    assert.match(await page.locator('h1').innerText(), new RegExp(last_year));
    assert.match(await page.locator('main time').innerText(), new RegExp(`${last_year}-12-31`));
    await citizens(page).locator('.card-links a').first().click();
    assert.equal(await page.inputValue('#to'), `${last_year}-12-31`);
  });
});

test('the front page is used with the keyboard alone', async () => {
  await desk.visit('viewer', {}, async (page) => {
    await page.goto(`${desk.server.desk}/desk/`);
    const focused = () => page.evaluate(() => document.activeElement.id ||
      document.activeElement.textContent.trim());
    const tab_to = async (wanted) => {
      for (let presses = 0; presses < 80; ++presses) {
        await page.keyboard.press('Tab');
        if (await focused() === wanted) return;
      }
      assert.fail(`no Tab leads to ${wanted}`);
    };
    await tab_to('year');
    await tab_to('各月数据');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#card-1-months').getAttribute('open'), '');
    await tab_to('card-1-explain');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/indicators/citizens');
    await tab_to('from');
  });
});

test('two answers are seen within ten seconds, and nobody loses their place', async () => {
  await desk.visit('viewer', { viewport: narrow }, async (page) => {
    await page.goto(`${desk.server.desk}/desk/`);
    await page.evaluate(() => { window.still_the_same_page = true; });
    const before_n = await shown_n(page);
    await page.locator('#card-1-months summary').click();
    await page.locator('#card-2-explain').focus();
    const scrolled = await page.evaluate(() => window.scrollY);
    assert.ok(scrolled > 0);
    await answer('very_satisfied');
    await answer('dissatisfied');
    await page.waitForFunction(
      (wanted) => document.querySelector('section.card .card-facts dd').textContent === wanted,
      String(before_n + 2), { timeout: 10_000 });
    assert.equal(await page.evaluate(() => window.still_the_same_page), true);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'card-2-explain');
    assert.equal(await page.locator('#card-1-months').getAttribute('open'), '');
    assert.equal(await page.evaluate(() => window.scrollY), scrolled);
    assert.equal(await page.locator('.live').innerText(), '数据已更新');
  });
});

// The page's own clock, so that a minute passes at once; polls are counted as they leave.
async function with_clock(options, walk) {
  await desk.visit('viewer', options, async (page) => {
    await page.clock.install();
    await page.goto(`${desk.server.desk}/desk/`);
    const polls = [];
    page.on('request', (request) => {
      if (request.headers()['manyidu-live']) polls.push(request);
    });
    const pass = async (seconds) => {
      for (let second = 0; second < seconds; ++second) {
        await page.clock.runFor(1000);
        await Promise.all(polls.map((poll) => poll.response().catch(() => null)));
        await page.evaluate(() => new Promise((done) => { queueMicrotask(done); }));
      }
    };
    await walk(page, polls, pass);
  });
}

test('a page nobody sees does not ask, and asks at once when it is seen again', async () => {
  await with_clock({}, async (page, polls, pass) => {
    const hide = (hidden) => page.evaluate((is_hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => is_hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    await pass(11);
    assert.ok(polls.length >= 2, String(polls.length));
    await hide(true);
    const asked = polls.length;
    await pass(60);
    assert.equal(polls.length, asked);
    await hide(false);
    await pass(1);
    assert.equal(polls.length, asked + 1);
  });
});

test('a server in trouble is asked less and less often', async () => {
  await with_clock({ expected: 'Failed to load resource' }, async (page, polls, pass) => {
    await page.route('**/desk/', (route) => route.fulfill({ status: 503, body: 'busy' }));
    await pass(80);
    assert.ok(polls.length >= 3 && polls.length <= 5, String(polls.length));
  });
});

test('figures wait while somebody chooses a year', async () => {
  await with_clock({}, async (page, polls, pass) => {
    const before_n = await shown_n(page);
    await page.focus('#year');
    await answer('satisfied');
    await pass(11);
    assert.equal(await shown_n(page), before_n);
    await page.locator('#year').blur();
    await pass(11);
    await page.waitForFunction(
      (wanted) => document.querySelector('section.card .card-facts dd').textContent === wanted,
      String(before_n + 1));
  });
});

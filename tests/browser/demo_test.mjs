// Every page of the desk with a year of answers in it, as a newcomer meets them in the demo.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { narrow, start_desk, wide } from './desk_browser.mjs';

const alike_max = 2; // pages of one kind that are looked at
const looks = [
  { name: 'wide', viewport: wide },
  { name: 'narrow-dark', viewport: narrow, colorScheme: 'dark' },
  { name: 'wide-en', viewport: wide, lang: 'en' },
];

let desk;
before(async () => {
  desk = await start_desk(() => {}, { demo: true });
});
after(() => desk?.stop());

// "/desk/surveys/*": addresses that differ only in what they show are of one kind.
const kind_of = (address) => {
  const { pathname, search } = new URL(address, 'http://desk');
  const names = [...new URLSearchParams(search).keys()].sort().join('&');
  return `${pathname.split('/').slice(0, 3).join('/')}${pathname.split('/').length}?${names}`;
};

// The addresses that links of the open page lead to, without downloads, sheets of paper (those are
// as wide as paper, and have a test of their own) and the ways out.
const links_of = (page) => page.$$eval('a[href^="/desk"]:not([download])', (links) => links
  .map((link) => link.getAttribute('href').split('#')[0])
  .filter((href) => !/^\/desk\/(language|logout)|\/poster|\.(csv|xlsx|json|html)(\?|$)/
    .test(href)));

async function walk(page, look) {
  const waiting = ['/desk/'];
  const seen = new Set();
  const kinds = new Map();
  while (waiting.length > 0) {
    const address = waiting.shift();
    const kind = kind_of(address);
    if (seen.has(address) || (kinds.get(kind) ?? 0) === alike_max) continue;
    seen.add(address);
    const reply = await page.goto(desk.server.desk + address);
    if (!reply.headers()['content-type'].startsWith('text/html')) continue;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    assert.match(await page.locator('body').innerText(), /演示数据/, address);
    const name = address.replace(/\W+/g, '-').replace(/^-|-$/g, '');
    await desk.check_page(page, `demo-${name}-${look.name}`);
    waiting.push(...await links_of(page));
  }
  return kinds;
}

for (const look of looks) {
  test(`a newcomer reads every page of the demo, ${look.name}`, async () => {
    await desk.visit('administrator', look, async (page) => {
      const kinds = await walk(page, look);
      assert.ok(kinds.size > 5, [...kinds.keys()].join(' '));
    });
  });
}

test('a citizen reads on a phone that it is a demo, and still needs no scrolling', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const viewport = { width: 360, height: 640 };
    await desk.visit(null, { viewport, colorScheme }, async (page) => {
      await page.goto(`${desk.server.origin}/s/citizens`);
      assert.match(await page.locator('.demo').innerText(), /演示数据/);
      const { y, height } = await page.locator('button[type=submit]').boundingBox();
      assert.ok(y + height <= viewport.height, `${y + height}`);
      await desk.check_page(page, `demo-phone-${colorScheme}`);
    });
  }
});

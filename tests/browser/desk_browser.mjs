// The desk in a real browser: logged in as somebody, watched for complaints, looked at by axe.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, start_browser, start_server } from './server.mjs';

const pictures = join(root, 'build/screenshots');
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const without_scripts = new WeakSet();  // pages in which nothing runs, axe neither
export const wide = { width: 1440, height: 900 };
export const narrow = { width: 360, height: 740 };

// A server with an account of each role, a browser beside it. `prepare(server)` fills the store;
// `options` are start_server's.
export async function start_desk(prepare = () => {}, options = {}) {
  await mkdir(pictures, { recursive: true });
  const server = await start_server(options);
  const passwords = {};
  for (const role of ['viewer', 'officer', 'administrator']) {
    const added = server.command('user', 'add', `the-${role}`, '--role', role);
    assert.equal(added.status, 0, added.stderr);
    passwords[role] = added.stdout.match(/\S{20}/)[0];
  }
  await prepare(server);
  const browser = await start_browser();
  const axe_source = await readFile(axe, 'utf8');
  return {
    server,
    browser,
    passwords,
    pictures,
    // Walks through pages as `role` (null: nobody yet), then fails on what a page complained of.
    // `options` are Playwright's (viewport, colorScheme, javaScriptEnabled …), `lang`, and
    // `expected`: a console message that may come.
    async visit(role, options, walk) {
      const context = await browser.newContext({
        viewport: wide, reducedMotion: 'reduce', bypassCSP: false, ...options,
      });
      const page = await context.newPage();
      if (options.javaScriptEnabled === false) without_scripts.add(page);
      const complaints = watch(page, server, options.expected);
      try {
        if (options.lang) await page.goto(`${server.desk}/desk/language/${options.lang}`);
        if (role) await log_in(page, server, `the-${role}`, passwords[role]);
        await walk(page);
        assert.deepEqual(complaints, []);
      } finally {
        await context.close();
      }
    },
    // Looks at the page that is open: no sideways scrolling, nothing axe objects to, a picture.
    async check_page(page, name) {
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth,
      }));
      assert.ok(scroll <= client, `${name} scrolls sideways: ${scroll} > ${client}`);
      await page.screenshot({ path: join(pictures, `desk-${name}.png`), fullPage: true });
      await check_with_axe(page, axe_source, name);
    },
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

export async function log_in(page, server, name, password) {
  await page.goto(`${server.desk}/desk/login`);
  await page.fill('#name', name);
  await page.fill('#password', password);
  await page.click('main button[type=submit]');
  await page.waitForURL(/\/desk\/$/);
}

function watch(page, server, expected) {
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('console', (message) => {
    const is_expected = expected && message.text().includes(expected);
    if (message.type() === 'error' && !is_expected) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    const is_ours = [server.origin, server.desk].some((origin) => url.startsWith(origin));
    if (!is_ours && !url.startsWith('data:')) complaints.push(url);
  });
  return complaints;
}

// Evaluated from outside the page, so the page's own policy stays in force for the page. Without
// scripts axe cannot run in the page: then the page is only looked at.
async function check_with_axe(page, axe_source, name) {
  if (without_scripts.has(page)) return;
  await page.evaluate(axe_source);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`);
  assert.deepEqual(found, [], name);
}

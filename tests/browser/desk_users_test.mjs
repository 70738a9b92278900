// Users, passwords and the audit log, in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { log_in, narrow, start_desk, wide } from './desk_browser.mjs';

const refusals = 'Failed to load resource'; // what the console says of a 401 or 422
const wrong = 'wrong wrong wrong';
const own_password = 'three white egrets';

let desk;
before(async () => {
  desk = await start_desk();
});
after(() => desk?.stop());

function add_user(name) {
  return desk.server.command('user', 'add', name).stdout.match(/\S{20}/)[0];
}

async function open(page, path) {
  await page.goto(`${desk.server.desk}${path}`);
}

async function log_in_by_keyboard(page, name, password) {
  await open(page, '/desk/login');
  while (!(await page.locator('#name').evaluate((it) => it === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

test('somebody logs in, changes the password and leaves by keyboard only', async () => {
  const password = add_user('by.keyboard');
  await desk.visit(null, {}, async (page) => {
    await log_in_by_keyboard(page, 'by.keyboard', password);
    await page.waitForURL('**/desk/');
    await page.focus('a[href="/desk/account"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/account');
    await page.focus('#present');
    for (const typed of [password, own_password, own_password]) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/account?done=password');
    assert.match(await page.locator('.notice').innerText(), /密码已修改/);
    await page.focus('.who button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/login');
    await log_in_by_keyboard(page, 'by.keyboard', own_password);
    await page.waitForURL('**/desk/');
  });
});

test('a changed password ends the session in the other browser and goes on here', async () => {
  const password = add_user('in.two.places');
  const elsewhere = await desk.browser.newContext();
  const other = await elsewhere.newPage();
  await log_in(other, desk.server, 'in.two.places', password);
  await desk.visit(null, { expected: refusals }, async (page) => {
    await log_in(page, desk.server, 'in.two.places', password);
    const before = await page.context().cookies();
    await open(page, '/desk/account');
    assert.match(await page.locator('main dl').innerText(), /正在登录的会话\s*2/);
    await page.fill('#present', wrong);
    await page.fill('#password', own_password);
    await page.fill('#again', own_password);
    await page.click('main button');
    assert.match(await page.locator('[role=alert]').innerText(), /现在的密码不对/);
    await page.fill('#present', password);
    await page.fill('#password', own_password);
    await page.fill('#again', own_password);
    await page.click('main button');
    await page.waitForURL('**/desk/account?done=password');
    assert.match(await page.locator('main dl').innerText(), /正在登录的会话\s*1/);
    const session = (cookies) => cookies.find((it) => it.name === '__Host-manyidu').value;
    assert.notEqual(session(await page.context().cookies()), session(before));
  });
  await other.goto(`${desk.server.desk}/desk/account`);
  assert.match(other.url(), /\/desk\/login\?next=/);
  await elsewhere.close();
});

test('five wrong passwords lock an account until an administrator unlocks it', async () => {
  const password = add_user('forgetful');
  const try_to_come = async (page, typed) => {
    await page.fill('#name', 'forgetful');
    await page.fill('#password', typed);
    await page.click('main button');
  };
  await desk.visit(null, { expected: refusals }, async (page) => {
    await open(page, '/desk/login');
    for (let tries = 0; tries < 5; ++tries) await try_to_come(page, wrong);
    await try_to_come(page, password);
    assert.match(await page.locator('[role=alert]').innerText(), /暂时锁定/);
  });
  await desk.visit('administrator', {}, async (page) => {
    await open(page, '/desk/users');
    assert.match(await page.locator('tr', { hasText: 'forgetful' }).innerText(), /锁定至/);
    await page.click('text=forgetful');
    await desk.check_page(page, 'user-locked');
    await page.click('button:text("解除锁定")');
    assert.match(await page.locator('.notice').innerText(), /已解除锁定/);
    await open(page, '/desk/audit?who=forgetful');
    assert.equal(await page.locator('tbody tr', { hasText: '被拒绝' }).count(), 5);
    assert.match(await page.locator('tbody').innerText(), /locked/);
  });
  await desk.visit(null, {}, async (page) => {
    await log_in(page, desk.server, 'forgetful', password);
  });
});

for (const [name, options] of [
  ['wide', { viewport: wide }],
  ['narrow', { viewport: narrow }],
  ['dark-en', { viewport: narrow, colorScheme: 'dark', lang: 'en' }],
  ['no-script', { viewport: wide, javaScriptEnabled: false }],
]) {
  test(`an administrator adds, resets and removes a user, ${name}`, async () => {
    await desk.visit('administrator', { ...options, expected: refusals }, async (page) => {
      await open(page, '/desk/account');
      await desk.check_page(page, `account-${name}`);
      await open(page, '/desk/users');
      await desk.check_page(page, `users-${name}`);
      await page.fill('#name', `new-${name}`);
      await page.selectOption('#role', 'officer');
      await page.click('main button');
      const first = await page.locator('.secret').innerText();
      await desk.check_page(page, `secret-${name}`);
      await page.click('main a');
      await desk.check_page(page, `user-${name}`);
      await page.click('form[action$="/password"] button');
      assert.notEqual(await page.locator('.secret').innerText(), first);
      await page.click('main a');
      await page.selectOption('#role', 'viewer');
      await page.click('form[action$="/role"] button');
      await page.waitForURL('**?done=role');
      await page.check('input[name=sure]');
      await page.click('form[action$="/remove"] button');
      await page.waitForURL('**/desk/users?done=remove');
      assert.equal(await page.locator('tbody', { hasText: `new-${name}` }).count(), 0);
      await open(page, '/desk/audit');
      await desk.check_page(page, `audit-${name}`);
      assert.equal(await page.locator('tbody tr', { hasText: `new-${name}` }).count(), 4);
      assert.equal(await page.locator('.chain .reached').count(), 1);
    });
  });
}

test('the audit log is filtered, and turned page by page', async () => {
  for (let times = 0; times < 60; ++times) desk.server.command('user', 'token', 'the-viewer');
  await desk.visit('administrator', {}, async (page) => {
    await open(page, '/desk/audit');
    await page.fill('#who', 'owner');
    await page.selectOption('#act', 'user.token');
    await page.click('main button');
    assert.equal(await page.locator('tbody tr').count(), 50);
    await page.click('a[rel=next]');
    assert.equal(await page.locator('tbody tr').count(), 10);
    assert.equal(await page.locator('tbody tr', { hasText: 'the-viewer' }).count(), 10);
    assert.equal(await page.inputValue('#who'), 'owner');
    await page.click('text=最新的记录');
    assert.equal(await page.locator('tbody tr').count(), 50);
  });
});

test('an officer finds no way to users and audit', async () => {
  await desk.visit('officer', { expected: refusals }, async (page) => {
    assert.equal(await page.locator('nav a[href="/desk/users"]').count(), 0);
    for (const path of ['/desk/users', '/desk/users/admin', '/desk/audit']) {
      await open(page, path);
      assert.match(await page.locator('main').innerText(), /您没有这项权限/);
    }
    await open(page, '/desk/account');
    assert.match(await page.locator('main dl').innerText(), /业务员/);
  });
});

// Coming to the desk and leaving it, in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { narrow, start_desk, wide } from './desk_browser.mjs';

let desk;
before(async () => {
  desk = await start_desk();
});
after(() => desk?.stop());

for (const viewport of [wide, narrow]) {
  test(`somebody logs in, chooses English and logs out at ${viewport.width}`, async () => {
    await desk.visit(null, { viewport, expected: 'Failed to load resource' }, async (page) => {
      await page.goto(`${desk.server.desk}/desk/nowhere`);
      await desk.check_page(page, `login-${viewport.width}`);
      await page.fill('#name', 'the-viewer');
      await page.fill('#password', 'wrong wrong wrong');
      await page.keyboard.press('Enter');
      assert.match(await page.locator('[role=alert]').innerText(), /用户名或密码不对/);
      assert.equal(await page.inputValue('#name'), 'the-viewer');
      await desk.check_page(page, `login-wrong-${viewport.width}`);
      await page.fill('#password', desk.passwords.viewer);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/desk/nowhere');
      assert.match(await page.locator('main').innerText(), /没有这个页面/);
      await page.click('main a');
      await desk.check_page(page, `front-${viewport.width}`);
      await page.click('text=English');
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      await page.click('text=Log out');
      await page.waitForURL('**/desk/login');
      await page.goto(`${desk.server.desk}/desk/`);
      await page.waitForURL('**/desk/login');
    });
  });
}

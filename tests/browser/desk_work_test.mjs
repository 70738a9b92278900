// An officer's work at the desk: codes and posters on paper, an import, the year's review.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { narrow, start_desk, wide } from './desk_browser.mjs';
import { read_sheets } from './sheets.mjs';

const millimetre = 96 / 25.4;  // in CSS pixels
const a4 = { width: Math.ceil(210 * millimetre), height: Math.ceil(297 * millimetre) };
const no_scripts = { javaScriptEnabled: false };
const refused = { expected: 'Failed to load resource' };  // a reply of 4xx says so on the console
let desk;

before(async () => {
  desk = await start_desk();
});
after(() => desk?.stop());

const at = (path) => `${desk.server.desk}${path}`;

// What the QR codes of each printed page say, at three dots a CSS pixel.
async function read_pages(page, name) {
  await page.emulateMedia({ media: 'print' });
  const pages = await read_sheets(page, desk.pictures, `desk-${name}`);
  const bytes = await page.pdf({ path: join(desk.pictures, `desk-${name}.pdf`),
    preferCSSPageSize: true });
  const boxes = bytes.toString('latin1').match(/\/MediaBox\s*\[[^\]]*\]/g) ?? [];
  for (const box of boxes) {
    const [, , width, height] = box.match(/[\d.]+/g).map(Number);
    assert.ok(Math.abs(width - 595.3) < 1.5 && Math.abs(height - 841.9) < 1.5, box);
  }
  assert.equal(boxes.length, pages.length, 'the notice takes no page of its own');
  await page.emulateMedia({ media: 'screen' });
  return pages;
}

async function fill_codes(page, count) {
  await page.goto(at('/desk/codes?survey=enterprises'));
  await page.fill('#count', String(count));
  await page.selectOption('#unit', 'hall');
}

async function batch_row(page, number) {
  await page.goto(at('/desk/codes?survey=enterprises'));
  const cells = await page.locator(`tbody tr:nth-child(${number}) > *`).allInnerTexts();
  return cells.map((text) => text.trim());
}

async function answer(link) {
  const page = await desk.browser.newPage();
  await page.goto(link);
  for (const group of await page.locator('fieldset:has([type=radio])').all()) {
    await group.locator('[type=radio] + label').first().click();
  }
  await page.locator('button[type=submit]').click();
  await page.getByText(/已收到|这个码不能使用/).first().waitFor();
  const said = await page.locator('body').innerText();
  await page.close();
  return said;
}

const paper_screen = { viewport: a4, deviceScaleFactor: 3 };

test('slips are shown once, read by a camera, used once, and revoked in two steps', async () => {
  await desk.visit('officer', paper_screen, async (page) => {
    await fill_codes(page, 13);
    await page.click('main form[method=post] button');
    assert.match(await page.locator('.notice').innerText(), /13 张小票，只显示这一次/);
    await desk.check_page(page, 'slips');
    const pages = await read_pages(page, 'slips');
    assert.deepEqual(pages.map((read) => read.length), [10, 3]);
    const links = (await page.locator('.code').allInnerTexts()).map((code) =>
      `${desk.server.origin}/c/${code.replaceAll('-', '')}?s=enterprises`);
    assert.deepEqual(pages.flat().sort(), links.sort());

    assert.match(await answer(links[0]), /已收到/);
    const used = await answer(links[0]);
    assert.match(used, /这个码不能使用/);
    const today = (await batch_row(page, 1))[1];
    assert.deepEqual(await batch_row(page, 1),
      ['1', today, '县政务服务大厅（hall）', '13', '1', '12', '0', '作废']);
    await page.click('tbody a');
    await desk.check_page(page, 'revoke');
    await page.click('main a.button');  // thinks better of it
    assert.equal((await batch_row(page, 1))[5], '12');
    await page.click('tbody a');
    await page.click('main button.grave');
    assert.match(await page.locator('main [role=status]').innerText(), /第 1 批已作废：12 个/);
    assert.deepEqual((await batch_row(page, 1)).slice(3), ['13', '1', '0', '12', '']);
    const revoked = await answer(links[1]);
    assert.equal(revoked.replace(/[0-9A-Z-]{17,21}/g, ''), used.replace(/[0-9A-Z-]{17,21}/g, ''),
      'a revoked code is refused like a used one');
  });
});

test('codes come as a table, too, and a wrong order is told by its field', async () => {
  await desk.visit('officer', { ...no_scripts, ...refused }, async (page) => {
    await fill_codes(page, 0);
    await page.click('main form[method=post] button');
    assert.match(await page.locator('[role=alert]').innerText(), /1 到 10000/);
    assert.equal(await page.inputValue('#count'), '0');
    assert.equal(await page.inputValue('#unit'), 'hall');
    await page.fill('#count', '3');
    await page.selectOption('#form', 'csv');
    const [file] = await Promise.all([
      page.waitForEvent('download'), page.click('main form[method=post] button')]);
    assert.match(file.suggestedFilename(), /^调查码-enterprises-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    assert.equal(lines[0], 'code,survey,unit');
    assert.equal(lines.length, 4);
    for (const line of lines.slice(1)) assert.match(line, /^[0-9A-Z]{17},enterprises,hall$/);
  });
});

test('a poster leads to its unit and fills one sheet', async () => {
  await desk.visit('viewer', paper_screen, async (page) => {
    await page.goto(at('/desk/posters'));
    await page.selectOption('#unit-citizens', 'hall');
    await page.click('main form button');
    assert.match(page.url(), /\/desk\/surveys\/citizens\/poster\?unit=hall/);
    await desk.check_page(page, 'poster');
    assert.deepEqual(await read_pages(page, 'poster'),
      [[`${desk.server.origin}/s/citizens?u=hall`]]);
    await page.click('.notice a');
    assert.match(page.url(), /\/desk\/posters$/);
  });
});

const rows = ['overall,unit,date,comment', '非常满意,hall,2026-03-02,=1+1',
  '满意,hall,2026-03-02,很快', '一般般,hall,2026-03-03,', '不满意,nowhere,2026-03-04,慢'];

test('a file is read, confirmed, imported once, and undone with a reason', async () => {
  const file = join(desk.server.folder, '三月.csv');
  await writeFile(file, rows.join('\n'));
  await desk.visit('officer', { ...no_scripts, ...refused }, async (page) => {
    await page.goto(at('/desk/imports'));
    await page.click('main form button');
    assert.match(await page.locator('[role=alert]').innerText(), /请选择一个 CSV 文件/);
    await page.selectOption('#survey', 'citizens');
    await page.setInputFiles('#file', file);
    await page.click('main form button');
    const report = await page.locator('main').innerText();
    assert.match(report, /还没有入库：2 行可以接受，2 行不能接受/);
    assert.match(report, /三月\.csv/);
    assert.match(report, /[0-9a-f]{64}/);
    assert.match(report, /utf-8/);
    assert.deepEqual(await page.locator('tbody th').allInnerTexts(), ['4', '5']);
    await desk.check_page(page, 'import-dry');
    await page.click('text=确认导入');
    assert.match(await page.locator('main').innerText(), /已导入为第 1 批：入库 2 行/);
    await page.goto(at('/desk/imports'));
    assert.match(await page.locator('tbody tr').innerText(), /三月\.csv[\s\S]*完成/);

    await page.setInputFiles('#file', file);
    await page.selectOption('#survey', 'citizens');
    await page.click('main form button');
    assert.match(await page.locator('[role=alert]').innerText(), /已经导入过/);
    assert.match(await page.locator('#file-kept').innerText(), /三月\.csv/);

    await page.goto(at('/desk/imports'));
    await page.click('tbody a');
    await page.fill('#reason', ' ');
    await page.click('main button.grave');
    assert.match(await page.locator('[role=alert]').innerText(), /请写明撤销原因/);
    await page.fill('#reason', '录错了调查');
    await page.click('main button.grave');
    assert.match(await page.locator('main [role=status]').innerText(), /第 1 批已撤销/);
    assert.match(await page.locator('tbody tr').innerText(), /已撤销[\s\S]*录错了调查/);
  });
});

test('a file with a mistake beside it is kept, so that it is chosen once', async () => {
  const file = join(desk.server.folder, 'kept.csv');
  await writeFile(file, 'overall\n满意\n');
  await writeFile(join(desk.server.folder, 'map.json'), '{"questions": 7}');
  await desk.visit('officer', refused, async (page) => {
    await page.goto(at('/desk/imports'));
    await page.selectOption('#survey', 'citizens');
    await page.selectOption('#encoding', 'utf-8');
    await page.setInputFiles('#file', file);
    await page.setInputFiles('#map', join(desk.server.folder, 'map.json'));
    await page.click('main form button');
    assert.match(await page.locator('#map-error').innerText(), /questions/);
    assert.match(await page.locator('#file-kept').innerText(), /kept\.csv/);
    assert.equal(await page.inputValue('#survey'), 'citizens');
    assert.equal(await page.inputValue('#encoding'), 'utf-8');
    await desk.check_page(page, 'import-problem');
    await page.click('main form button');
    assert.match(await page.locator('main').innerText(), /1 行都可以接受/);
  });
});

test('the review downloads in four forms and prints', async () => {
  await desk.visit('viewer', {}, async (page) => {
    await page.goto(at('/desk/review'));
    await page.waitForURL(/\/desk\/review\/2\d{3}$/);
    const year = page.url().slice(-4);
    assert.match(await page.locator('.gaps').innerText(), /办事群众满意度”尚无答卷/);
    for (const [ending, begins] of Object.entries(
      { xlsx: 'PK', csv: '\uFEFF', json: '{', html: '<!doctype html>' })) {
      const [file] = await Promise.all([page.waitForEvent('download'),
        page.click(`main a[href$=".${ending}"]`)]);
      assert.equal(file.suggestedFilename(), `${year}年度绩效自评-满意度指标.${ending}`);
      const text = await readFile(await file.path(), 'utf8');
      assert.ok(text.startsWith(begins), ending);
      if (ending === 'html') assert.doesNotMatch(text, /<link rel="stylesheet"|<script/);
    }
    await page.click('main a[href$="/print"]');
    await desk.check_page(page, 'review-print');
    const bytes = await page.pdf({ path: join(desk.pictures, 'desk-review.pdf'),
      preferCSSPageSize: true });
    const sheets = bytes.toString('latin1').match(/\/MediaBox\s*\[[^\]]*\]/g).length;
    assert.ok(sheets >= await page.locator('section').count(), 'each form begins a page');
  });
});

const looks = [
  { name: 'zh', lang: null, options: {} },
  { name: 'en', lang: 'en', options: {} },
  { name: 'dark', lang: null, options: { colorScheme: 'dark' } },
  { name: 'plain', lang: null, options: no_scripts },
];
const places = ['codes', 'posters', 'imports', 'review'];

for (const viewport of [wide, narrow]) {
  for (const { name, lang, options } of looks) {
    test(`codes, posters, imports and review look right: ${name} ${viewport.width}`, async () => {
      await desk.visit('officer', { viewport, ...options, lang }, async (page) => {
        for (const place of places) {
          await page.goto(at(`/desk/${place}`));
          await page.locator('main h1').waitFor();
          await desk.check_page(page, `${place}-${name}-${viewport.width}`);
        }
      });
    });
  }
}

test('a keyboard alone makes codes and looks at the review', async () => {
  await desk.visit('officer', {}, async (page) => {
    await page.goto(at('/desk/codes'));
    await tab_to(page, '#count');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await page.locator('.slip').first().waitFor();
    assert.equal(await page.locator('.slip').count(), 2);
    await tab_to(page, '.notice a');
    await page.keyboard.press('Enter');
    await page.locator('table').waitFor();
    await tab_to(page, 'nav a[href="/desk/review"]');
    await page.keyboard.press('Enter');
    await page.locator('.form-paper').waitFor();
  });
});

async function tab_to(page, target) {
  for (let presses = 0; presses < 80; ++presses) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((one) => document.activeElement?.matches(one), target)) return;
  }
  assert.fail(`${target} is not reached by the keyboard`);
}

test('a viewer sees no form and is let through no door of an officer', async () => {
  await desk.visit('viewer', refused, async (page) => {
    for (const place of ['codes', 'imports']) {
      await page.goto(at(`/desk/${place}`));
      assert.equal(await page.locator('main form[method=post]').count(), 0, place);
    }
    const reply = await page.goto(at('/desk/codes/enterprises/1/revoke'));
    assert.equal(reply.status(), 403);
  });
});

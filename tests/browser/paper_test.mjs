// Posters and slips as a printer gets them: zbar reads every QR code back from the pictures.
import assert from 'node:assert/strict';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root, start_browser, start_server } from './server.mjs';
import { read_sheets } from './sheets.mjs';

const pictures = join(root, 'build/screenshots');
const millimetre = 96 / 25.4;  // in CSS pixels
const a4 = { width: 210 * millimetre, height: 297 * millimetre };
const slips_per_page = 10;
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

function make(...words) {
  const made = server.command(...words);
  assert.equal(made.status, 0, made.stderr);
  return made.stdout;
}

// A sheet opened from disk, at three dots a CSS pixel: what a printer of 288 dots an inch shows.
async function open_sheet(file, walk) {
  const context = await browser.newContext({
    viewport: { width: Math.ceil(a4.width), height: Math.ceil(a4.height) }, deviceScaleFactor: 3,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(request.url());
  });
  try {
    await page.emulateMedia({ media: 'print' });
    await page.goto(pathToFileURL(file).href);
    await walk(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

// The sheets of the PDF: how many, and of which size in points. Chromium writes them in clear.
async function print(page, name) {
  const bytes = await page.pdf({ path: join(pictures, `${name}.pdf`), preferCSSPageSize: true });
  const boxes = bytes.toString('latin1').match(/\/MediaBox\s*\[[^\]]*\]/g) ?? [];
  for (const box of boxes) {
    const [, , width, height] = box.match(/[\d.]+/g).map(Number);
    assert.ok(Math.abs(width - 595.3) < 1.5 && Math.abs(height - 841.9) < 1.5, box);
  }
  return boxes.length;
}

const sides = (page, part) => page.locator(part).evaluateAll((all) => all.map((one) => {
  const { width, height, x, y } = one.getBoundingClientRect();
  return { width, height, x, y };
}));

// The black squares of a code are at least this wide, without the margin of four on each side.
async function codes_are_wide(page, millimetres) {
  for (const side of await page.locator('.qr').evaluateAll((all) => all.map((one) =>
    one.getBoundingClientRect().width * (1 - 8 / one.viewBox.baseVal.width)))) {
    assert.ok(side >= millimetres * millimetre, `${side / millimetre} mm`);
  }
}

async function nothing_is_cut(page) {
  for (const part of ['.page', '.slip', '.words', '.typed']) {
    assert.deepEqual(await page.locator(part).evaluateAll((all) => all.filter((one) =>
      one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.innerText)), []);
  }
}

for (const unit of ['', 'hall']) {
  test(`a poster ${unit || 'of the whole bureau'} leads to its page`, async () => {
    const name = unit ? 'poster-unit' : 'poster';
    const file = join(server.folder, `${name}.html`);
    make('poster', 'citizens', '--origin', server.origin, '--out', file,
      ...(unit ? ['--unit', unit] : []));
    const link = `${server.origin}/s/citizens${unit ? `?u=${unit}` : ''}`;
    await open_sheet(file, async (page) => {
      assert.deepEqual(await read_sheets(page, pictures, name), [[link]]);
      assert.equal(await page.locator('.address strong').innerText(), link);
      assert.equal(await page.locator('.unit').count(), unit ? 1 : 0);
      await codes_are_wide(page, 60);
      await nothing_is_cut(page);
      assert.equal(await print(page, name), 1);
    });
    const page = await browser.newPage();
    await page.goto(link);
    if (unit) assert.match(await page.locator('.place').innerText(), /县政务服务大厅/);
    else assert.equal(await page.locator('.place').count(), 0);
    await page.close();
  });
}

async function links_on_paper(page) {
  const codes = await page.locator('.code').allInnerTexts();
  for (const code of codes) assert.match(code, /^([0-9A-Z]{4}-){4}[0-9A-Z]$/);
  assert.equal(new Set(codes).size, codes.length);
  return codes.map((code) => `${server.origin}/c/${code.replaceAll('-', '')}?s=enterprises`);
}

test('slips fill A4 sheets, ten on each, and each leads to its own code', async () => {
  const file = join(server.folder, 'slips.html');
  const count = 23;
  make('codes', 'enterprises', '--count', String(count), '--origin', server.origin, '--out', file);
  assert.equal((await stat(file)).mode & 0o777, 0o600, 'codes are for one pair of eyes');
  await open_sheet(file, async (page) => {
    const links = await links_on_paper(page);
    assert.equal(links.length, count);
    const pages = await read_sheets(page, pictures, 'slips');
    assert.deepEqual(pages.map((read) => read.length), [10, 10, 3]);
    assert.deepEqual(pages.flat().sort(), links.sort());
    await codes_are_wide(page, 25);
    await nothing_is_cut(page);
    const slips = await sides(page, '.slip');
    for (const { width, height } of slips) {
      assert.ok(Math.abs(width - a4.width / 2) < 0.5 && Math.abs(height - a4.height / 5) < 0.5);
    }
    assert.equal(await print(page, 'slips'), Math.ceil(count / slips_per_page));
  });
});

async function answer(page, link) {
  await page.goto(link);
  for (const group of await page.locator('fieldset:has([type=radio])').all()) {
    await group.locator('[type=radio] + label').first().click();
  }
  await page.locator('button[type=submit]').click();
}

test('a long title, a long address and a closing day leave a slip whole', async () => {
  const origin = `https://${'manyidu-'.repeat(6)}a.gov.cn`;
  assert.equal(origin.length, 64);
  const definition = JSON.parse(await readFile(join(root, 'surveys/library/enterprises.json')));
  definition.id = 'enterprises-2099';
  definition.title['zh-CN'] = '企业开办、项目审批与免费刻章服务满意度年度问卷';
  await writeFile(join(server.folder, 'long.json'), JSON.stringify(definition));
  make('survey', 'add', join(server.folder, 'long.json'));
  make('survey', 'open', definition.id, '--closes', '2099-12-31');
  const file = join(server.folder, 'long.html');
  make('codes', definition.id, '--count', '10', '--origin', origin, '--out', file);
  await open_sheet(file, async (page) => {
    const [read] = await read_sheets(page, pictures, 'slips-long');
    assert.equal(read.length, 10);
    for (const link of read) assert.ok(link.startsWith(`${origin}/c/`), link);
    assert.match(await page.locator('.words').first().innerText(), /2099年12月31日截止/);
    await codes_are_wide(page, 25);
    await nothing_is_cut(page);
  });
});

test('the link of a slip is good for one answer', async () => {
  const file = join(server.folder, 'one.html');
  make('codes', 'enterprises', '--count', '1', '--origin', server.origin, '--out', file);
  let link;
  await open_sheet(file, async (page) => {
    [[link]] = await read_sheets(page, pictures, 'one');
  });
  const first = await browser.newPage();
  await answer(first, link);
  await first.getByText('已收到').first().waitFor();
  await first.close();
  const second = await (await browser.newContext()).newPage();
  await answer(second, link);
  await second.getByText('这个码不能使用').first().waitFor();
  await second.context().close();
});

test('what cannot be printed is named, and no file is left', async () => {
  const out = join(server.folder, 'wrong.html');
  const origin = ['--origin', server.origin];
  const wrong = [
    [['poster', 'citizens'], /--origin.*例如/],
    [['poster', 'citizens', '--origin', 'https://a.cn/s'], /--origin.*不带路径/],
    [['poster', 'nothing', ...origin], /nothing: 没有这项调查/],
    [['poster', 'citizens', '--unit', 'nowhere', ...origin], /nowhere: 没有这个单位/],
    [['poster', 'enterprises', ...origin], /enterprises: .*codes/],
    [['poster', 'hotline-staff', ...origin], /hotline-staff: .*没有海报/],
    [['codes', 'enterprises', '--count', '1'], /--origin.*例如/],
    [['codes', 'nothing', '--count', '1', ...origin], /nothing: 没有这项调查/],
    [['codes', 'hotline-staff', '--count', '1', '--unit', 'nowhere', ...origin], /不分单位/],
    [['codes', 'enterprises', '--count', '10001', ...origin], /count: .*10000/],
    [['codes', 'enterprises', '--count', '1', '--unit', 'nowhere', ...origin], /没有这个单位/],
  ];
  for (const [words, said] of wrong) {
    const { status, stderr } = server.command(...words, '--out', out);
    assert.equal(status, 2, words.join(' '));
    assert.match(stderr, said);
    await assert.rejects(stat(out), { code: 'ENOENT' });
  }
});

test('a sheet of codes is never written over', async () => {
  const file = join(server.folder, 'kept.html');
  await writeFile(file, 'codes');
  const { status } = server.command('codes', 'enterprises', '--count', '1', '--origin',
    server.origin, '--out', file);
  assert.equal(status, 2);
  assert.equal(await readFile(file, 'utf8'), 'codes');
});

// Sheets of paper in the browser: each QR code read by zbar as a camera held over it would.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// One code a picture: of ten codes in one picture zbar now and then finds only nine.
function read_code(picture) {
  const read = spawnSync('zbarimg', ['--raw', '-q', '-'], { input: picture, encoding: 'utf8' });
  assert.equal(read.error, undefined);
  return read.stdout.trim();
}

// What the QR codes of each page say, page by page; a picture of each page to look at.
export async function read_sheets(page, folder, name) {
  const pages = [];
  for (const sheet of await page.locator('.page').all()) {
    await sheet.screenshot({ path: join(folder, `${name}-${pages.length + 1}.png`) });
    const codes = [];
    for (const code of await sheet.locator('.qr').all()) {
      codes.push(read_code(await code.screenshot()));
    }
    pages.push(codes);
  }
  return pages;
}

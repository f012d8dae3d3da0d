// What can't be used is refused with a sentence that helps, and nothing that was there is lost.
import { rm, writeFile } from 'node:fs/promises';
import { expect, test } from '../gesso.ts';
import { photo } from '../photo.ts';

test.describe('files', () => {
  test.use({ settings: ['--upload-limit-mb', '150'] });

  for (const { what, name, type, bytes, says } of [
    { what: 'a text file', name: 'notes.txt.png', type: 'image/png', bytes: () => Buffer.from('Buy milk.'), says: /notes\.txt\.png/ },
    { what: 'a truncated photo', name: 'half.jpg', type: 'image/jpeg', bytes: () => photo.subarray(0, photo.length / 3), says: /half\.jpg/ },
    { what: 'a file of 200 MB', name: 'huge.png', type: 'image/png', bytes: () => Buffer.alloc(200 * 1024 * 1024), says: /150 M/ },
    { what: 'a picture that claims 60 000 × 60 000 pixels', name: 'bomb.png', type: 'image/png', bytes: bomb, says: /60.?000/ },
  ]) {
    test(`${what} is refused and the picture that was there stays`, async ({ editor, page }, info) => {
      await editor.add('Load image');
      await editor.bring('mine.jpg', 'image/jpeg', photo);
      await expect(editor.inspector.getByText('mine.jpg', { exact: true })).toBeVisible();
      const path = info.outputPath(name);
      await writeFile(path, bytes());
      await editor.inspector.locator('input[type=file]').setInputFiles(path);
      await expect(editor.notices()).toContainText(says, { timeout: 30_000 });
      await page.screenshot({ path: info.outputPath('refused.png') });
      await rm(path);
      await expect(editor.inspector.getByText('mine.jpg', { exact: true })).toBeVisible();
      await editor.saved();
    });
  }
});

test('a loop is named as one where wires are chosen, and refused', async ({ editor, page }) => {
  await editor.add('Blur');
  await editor.add('Sharpen');
  await editor.connect('Blur', 'Image', 'Sharpen', 'Image');
  await editor.select('Sharpen');
  await editor.outline.getByRole('button', { name: 'Connect Image to…' }).click();
  await expect(editor.offered().first()).toContainText('would make a loop');
  await page.keyboard.press('Enter');
  await expect(editor.notices()).toContainText('This would make a loop');
});

test('something missing is a problem in words and the rest still runs', async ({ editor }) => {
  await editor.add('Load image');
  await editor.add('Generate image');
  await editor.add('Save image');
  await editor.connect('Generate image', 'Image', 'Save image', 'Image');
  await expect(editor.row('Load image')).toContainText('1 problem');
  await editor.run();
  await expect(editor.row('Save image')).toContainText('Done', { timeout: 30_000 });
});

test('a file that is no workflow is not imported, and says so', async ({ gesso, page }) => {
  await page.goto(gesso.url);
  await page.getByLabel('Import workflow files').setInputFiles({
    name: 'shopping.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"milk": 2}'),
  });
  await expect(page.getByRole('log', { name: 'Notices' })).toContainText('shopping.json was not imported');
});

/** A hundred bytes that claim to be 60 000 pixels wide and high. */
function bomb(): Buffer {
  const header = Buffer.from('0000000d49484452' + '0000ea60' + '0000ea60' + '0806000000', 'hex');
  const crc = crc32(header.subarray(4));
  const end = Buffer.from('0000000049454e44ae426082', 'hex');
  const idat = Buffer.from('0000000049444154' + '35af061e', 'hex');
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), header, crc, idat, end]);
}

/** As PNG has it after each chunk. */
function crc32(bytes: Buffer): Buffer {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const out = Buffer.alloc(4);
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return out;
}

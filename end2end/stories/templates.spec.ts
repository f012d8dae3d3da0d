// Every workflow to begin with opens from the gallery, runs as it is, and gives its files in the sizes it promises.
import { readFile } from 'node:fs/promises';
import { expect, test, watch } from '../gesso.ts';
import { Editor } from '../editor.ts';

/** Its title, and the size of each file it saves, by the title of the node that saves it. */
const TEMPLATES: [string, Record<string, [number, number]>][] = [
  ['Postcard', { 'Save postcard': [1800, 1240] }],
  ['Soft focus', { 'Save picture': [1440, 1800] }],
  ['Social cuts', { 'Save square': [1080, 1080], 'Save story': [1080, 1920], 'Save wide': [1920, 1080] }],
  ['Poster from nothing', { 'Save poster': [1600, 2000] }],
  ['Product shots', { 'Save square': [1600, 1600], 'Save portrait': [1440, 1800], 'Save banner': [2000, 1000] }],
  ['Contact sheet', { 'Save sheet': [1872, 1354] }],
];

/** The width and height that a PNG or a JPEG says. */
function sizeOf(file: Buffer): [number, number] {
  if (file.toString('latin1', 1, 4) === 'PNG') return [file.readUInt32BE(16), file.readUInt32BE(20)];
  return sizeOfJpeg(file);
}

function sizeOfJpeg(jpeg: Buffer): [number, number] {
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1];
    // A start of frame, of whatever coding.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
    }
  }
  throw new Error('no JPEG');
}

for (const [title, files] of TEMPLATES) {
  test(`the template ${title} runs as it is`, async ({ gesso, page }, info) => {
    watch(page);
    await page.goto(gesso.url);
    await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
    const editor = new Editor(page);
    await editor.ready();
    await editor.showAll();
    await page.screenshot({ path: info.outputPath('opened.png') });
    await editor.run();
    await editor.runIs('Run done');
    await page.screenshot({ path: info.outputPath('done.png') });
    for (const [save, size] of Object.entries(files)) {
      await editor.select(save);
      const download = page.waitForEvent('download');
      await editor.inspector.getByRole('link', { name: /^Download/ }).first().click();
      const found = sizeOf(await readFile(await (await download).path()));
      expect(found).toEqual(size);
    }
  });
}

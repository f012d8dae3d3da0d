// A person chooses what words are set in: by looks, by name, or a font of their own.
import { readFileSync } from 'node:fs';
import { accessibleInBoth, fits } from '../accessible.ts';
import { expect, test } from '../gesso.ts';

const slab = readFileSync(new URL('../../crates/media/fonts/RobotoSlab-Bold.otf', import.meta.url));

/** Begins as a font and goes on as nothing. */
const broken = Buffer.concat([slab.subarray(0, 4), Buffer.alloc(300)]);
/** Files of Dancing Script and of Caladea. */
const handwriting = '09a5fb4d2cb99dbbf77917998605797345fb675cd1c56b929ddb5ed84996d96e';
const serif = '82a53560479280372e4d72c41e1fa8f8240ea3f0921c083fe289cc9f6bf2e953';

test('a font is found by its look, or brought, and words are set in it at once', async ({ editor, page }, info) => {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  await editor.add('Text');
  await editor.select('Text');
  const { inspector } = editor;
  await inspector.getByRole('button', { name: 'Font: Inter' }).click();
  const list = inspector.getByRole('listbox', { name: 'Font' });
  await expect(list.getByRole('option')).toHaveCount(7);
  for (const face of await list.getByRole('img').all()) {
    await expect.poll(() => face.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(40);
  }
  await accessibleInBoth(page, 'the list of fonts');
  await page.screenshot({ path: info.outputPath('fonts.png') });

  const search = inspector.getByRole('combobox', { name: 'Find a font' });
  await expect(search).toBeFocused();
  await search.fill('no such font');
  await expect(inspector.getByText('No font is called so')).toBeVisible();
  await search.fill('handwriting');
  await expect(list.getByRole('option')).toHaveCount(1);
  await search.press('Enter');
  const chosen = inspector.getByRole('button', { name: 'Font: Dancing Script' });
  await expect(chosen).toBeFocused();
  await expect(list).toBeHidden();
  await editor.lastStep('Font');

  await editor.saved();
  await page.keyboard.press('Alt+v');
  const slider = inspector.locator('input[type=range]').first();
  const bar = (await slider.boundingBox())!;
  await page.mouse.move(bar.x + 10, bar.y + bar.height / 2);
  await page.mouse.down();
  await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2, { steps: 6 });
  await expect(page.locator('.viewer-live')).toBeVisible();
  await page.mouse.up();
  // The preview has fetched the font it needs, and none that only the list shows.
  await expect.poll(() => asked.some((address) => address.endsWith(handwriting))).toBe(true);
  expect(asked.some((address) => address.endsWith(serif))).toBe(false);
  await page.screenshot({ path: info.outputPath('handwriting.png') });

  await chosen.click();
  await inspector.locator('input[type=file]').setInputFiles({ name: 'Broken.otf', mimeType: 'font/otf', buffer: broken });
  await expect(page.getByText("This font can't be used")).toBeVisible();
  await inspector.locator('input[type=file]').setInputFiles({ name: 'Mine.otf', mimeType: 'font/otf', buffer: slab });
  await expect(inspector.getByRole('button', { name: 'Font: Mine.otf' })).toBeVisible();
  await expect(list.getByRole('group', { name: 'Your own' }).getByRole('option')).toHaveCount(1);
  await search.press('Escape');
  await expect(list).toBeHidden();

  await page.setViewportSize({ width: 412, height: 915 });
  await fits(page, 'a font on a phone');
  await page.screenshot({ path: info.outputPath('phone.png') });
});

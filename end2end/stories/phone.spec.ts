// A phone: the canvas fills the screen, sheets instead of panels, everything in reach of a thumb.
import { expect, test, watch } from '../gesso.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

test('the postcard is run and looked at on a phone', async ({ gesso, page }, info) => {
  watch(page);
  await page.goto(gesso.url);
  await page.screenshot({ path: info.outputPath('gallery.png') });
  await page.getByRole('link', { name: 'Postcard', exact: true }).tap();
  await expect(page.getByRole('status', { name: 'Save state' })).toHaveText('Saved');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeVisible();
  await page.screenshot({ path: info.outputPath('canvas.png') });

  const tools = page.getByRole('navigation', { name: 'Tools' });
  await page.getByRole('button', { name: 'Run', exact: true }).tap();
  await tools.getByRole('button', { name: 'Outline' }).tap();
  const outline = page.getByRole('region', { name: 'Outline' });
  await expect(outline.locator('.outline-row').filter({ hasText: 'Save postcard' })).toContainText('Done', { timeout: 60_000 });
  await page.screenshot({ path: info.outputPath('list.png') });
  await outline.locator('.outline-row').filter({ hasText: 'Save postcard' }).tap();
  await tools.getByRole('button', { name: 'Viewer' }).tap();
  await expect(page.getByRole('region', { name: 'Viewer' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('viewer.png') });
});

test('everything to touch in the bottom bar is large enough', async ({ gesso, page }) => {
  await page.goto(gesso.url);
  await page.getByRole('link', { name: 'Postcard', exact: true }).tap();
  for (const button of await page.getByRole('navigation', { name: 'Tools' }).getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44);
  }
});

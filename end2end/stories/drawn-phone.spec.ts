// Every widget that is drawn with, on a phone, in light and in dark: what is touched is as large as a fingertip, nothing is cut off,
// and there are pictures for people to look at.
import type { Page } from '@playwright/test';
import { accessible, fits } from '../accessible.ts';
import { Editor } from '../editor.ts';
import { Fingers } from '../fingers.ts';
import { expect, test } from '../gesso.ts';
import { photo } from '../photo.ts';
import { plain } from '../picture.ts';
import { rests } from '../preview.ts';
import { chain, make } from '../workflows.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

test.use({ viewport: DESK, hasTouch: true, deviceScaleFactor: 2 });

/** What has to be seen, made where there is room. */
async function nodes(editor: Editor): Promise<void> {
  await editor.add('Load image');
  await editor.bring('A photo with a name that is long.jpg', 'image/jpeg', photo);
  for (const node of ['Curves', 'Colour wheels', 'Levels', 'Gradient map', 'Transform', 'Crop', 'Perspective', 'Compare', 'Shape mask']) {
    await editor.add(node);
    await editor.connect('Load image', 'Image', node, node === 'Shape mask' ? 'Size of' : node === 'Compare' ? 'A' : 'Image');
  }
  await editor.connect('Curves', 'Image', 'Compare', 'B');
  await editor.add('Text');
  await editor.add('Files');
  const pictures = ['one.png', 'two.png', 'three.png'].map((name, at) => ({ name, mimeType: 'image/png', buffer: plain(64, 48, [80 * at, 120, 200]) }));
  await editor.inspector.locator('input[type=file]').first().setInputFiles(pictures);
  await editor.saved();
}

/** What can be touched and is smaller than a fingertip. What stands beside another in one line of text counts by its height. */
async function small(page: Page): Promise<string[]> {
  return page.locator('.panel.is-sheet').evaluate((sheet) => {
    const things = sheet.querySelectorAll<HTMLElement>('button, select, summary, textarea, [role=slider], input:not(.spoken), label.button');
    return [...things].flatMap((thing) => {
      // A field is touched as far as its border.
      const { width, height } = (thing.closest('.number-field, .swatch') ?? thing).getBoundingClientRect();
      if (width === 0 || getComputedStyle(thing).pointerEvents === 'none') return [];
      const around = getComputedStyle(thing, '::before');
      const more = around.position === 'absolute' && around.content !== 'none' ? -2 * Math.min(0, Number.parseFloat(around.top)) : 0;
      const least = Math.min(width, height) + more;
      return least >= 43.5 ? [] : [`${thing.className || thing.tagName} "${thing.ariaLabel ?? thing.textContent}": ${width} × ${height} + ${more}`];
    });
  });
}

/** The picture has most of the sheet, and all that can be done with a take and who made it is in sight. */
async function roomy(page: Page, state: string): Promise<void> {
  const height = async (what: string) => (await page.locator(what).boundingBox())!.height;
  await expect.poll(async () => (await height('.viewer-view')) / (await height('.panel.is-sheet')), state).toBeGreaterThan(0.55);
  const takes = page.getByRole('region', { name: 'Takes' });
  await expect(takes.getByText(/^You/).first(), state).toBeInViewport({ ratio: 1 });
  for (const tool of await takes.locator('.take-bar').locator('button, summary').all()) await expect(tool, state).toBeInViewport({ ratio: 1 });
}

async function phone(editor: Editor, page: Page, keep: (name: string) => Promise<unknown>): Promise<void> {
  const tools = page.getByRole('navigation', { name: 'Tools' });
  // Pressed, not tapped: right after a stroke the browser takes a tap for a part of it.
  const show = (name: string) => tools.getByRole('button', { name }).click();
  const viewer = page.getByRole('region', { name: 'Viewer' });
  const select = async (node: string) => {
    await show('Outline');
    await editor.row(node).tap();
    await expect(editor.row(node)).toHaveAttribute('aria-current', 'true');
  };
  const inspect = async (node: string) => {
    await select(node);
    await show('Inspector');
  };
  for (const node of ['Curves', 'Colour wheels', 'Levels', 'Gradient map']) {
    await inspect(node);
    const plane = editor.inspector.locator('.plane').first();
    await plane.scrollIntoViewIfNeeded();
    await keep(node);
  }
  await inspect('Text');
  await editor.inspector.getByRole('button', { name: /^Font/ }).tap();
  await expect(editor.inspector.getByRole('option').first()).toBeVisible();
  await keep('Font');
  await editor.inspector.getByRole('combobox', { name: 'Find a font' }).press('Escape');
  await inspect('Files');
  await keep('Files');
  await inspect('Load image');
  await editor.inspector.locator('.kept summary').tap();
  await keep('File');

  await select('Crop');
  await show('Viewer');
  await viewer.getByRole('button', { name: 'Draw on the picture' }).tap();
  for (const node of ['Crop', 'Transform', 'Perspective']) {
    await select(node);
    await show('Viewer');
    await expect(viewer.locator('.hold').first()).toBeVisible();
    await rests(page);
    await keep(`Viewer ${node}`);
  }
  await select('Compare');
  await show('Viewer');
  await expect(viewer.locator('.part-line')).toBeVisible();
  await keep('Viewer Compare');
  for (const shape of ['Drawn outline', 'Painted']) {
    await inspect('Shape mask');
    await editor.inspector.getByLabel('Shape', { exact: true }).selectOption(shape);
    await keep(shape);
    await show('Viewer');
    await expect(viewer.locator('.onto')).toBeVisible();
    const brush = viewer.getByRole('group', { name: 'Brush' });
    await expect(brush).toBeVisible({ visible: shape === 'Painted' });
    if (shape === 'Painted') {
      await brush.getByRole('slider', { name: /^Size/ }).fill('40');
      await expect(brush).toContainText('40 px');
      await brush.getByRole('slider', { name: /^Hardness/ }).fill('100');
      await expect(brush.getByRole('switch', { name: 'Erase' })).not.toBeChecked();
      const box = (await viewer.locator('.viewer-picture').boundingBox())!;
      const fingers = await Fingers.on(page);
      const to = { x: box.x + box.width * 0.7, y: box.y + box.height * 0.6 };
      await fingers.put(1, { x: box.x + box.width * 0.3, y: box.y + box.height * 0.5 });
      await fingers.move(1, to);
      await fingers.lift();
    }
    await keep(`Viewer ${shape}`);
  }
  await inspect('Text');
  await editor.inspector.getByRole('button', { name: 'Take Colour from the picture' }).tap();
  await expect(page.locator('.pick')).toBeVisible();
  const view = (await page.locator('.viewer-view').boundingBox())!;
  const fingers = await Fingers.on(page);
  await fingers.put(1, { x: view.x + view.width * 0.4, y: view.y + view.height * 0.5 });
  await fingers.move(1, { x: view.x + view.width * 0.5, y: view.y + view.height * 0.55 });
  await keep('Eyedropper');
  await page.keyboard.press('Escape');
  await fingers.lift();
}

test('a finger takes a point of a curve and a stop of a gradient from beside it', async ({ editor, page }) => {
  await editor.add('Load image');
  await editor.bring('A photo.jpg', 'image/jpeg', photo);
  for (const node of ['Curves', 'Gradient map']) {
    await editor.add(node);
    await editor.connect('Load image', 'Image', node, 'Image');
  }
  const fingers = await Fingers.on(page);
  for (const [node, points] of [['Curves', 'Point'], ['Gradient map', 'Colour']]) {
    await editor.select(node);
    const plane = editor.inspector.locator('.plane').first();
    await plane.scrollIntoViewIfNeeded();
    const knob = plane.getByRole('button', { name: new RegExp(`^${points} 2`) });
    const box = (await knob.boundingBox())!;
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const before = await knob.getAttribute('aria-label');
    await fingers.drag({ x: middle.x - 15, y: middle.y - 14 }, { x: middle.x - 80, y: middle.y });
    await expect(knob).not.toHaveAttribute('aria-label', before!);
    await expect(plane.locator('.knob')).toHaveCount(2);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`what is drawn with, on a phone in ${colorScheme}`, async ({ editor, page }, info) => {
      await nodes(editor);
      await page.setViewportSize(PHONE);
      await phone(editor, page, async (name) => {
        await page.screenshot({ path: info.outputPath(`${name}.png`) });
        expect.soft(await small(page), `${name}: large enough to touch`).toEqual([]);
        await fits(page, name);
        await accessible(page, name);
      });
    });

    test(`takes are compared on a phone in ${colorScheme}`, async ({ editor, page }, info) => {
      await chain(editor);
      for (const sigma of ['2', '40']) await make(editor, sigma);
      await editor.select('Save image');
      await page.setViewportSize(PHONE);
      await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Viewer' }).tap();
      const takes = page.getByRole('region', { name: 'Takes' });
      const strip = takes.getByRole('list', { name: 'Takes, newest first' });
      await strip.getByRole('button').nth(1).tap();
      await roomy(page, 'takes upright');
      await page.screenshot({ path: info.outputPath('take.png') });
      await page.setViewportSize({ width: PHONE.height, height: PHONE.width });
      await roomy(page, 'takes on its side');
      expect.soft(await small(page), 'takes on its side: large enough to touch').toEqual([]);
      await takes.locator('summary').tap();
      const details = takes.getByRole('region', { name: 'What this take was made with' });
      await expect(details).toContainText('1600 × 1067 px');
      await expect(details).toBeInViewport({ ratio: 1 });
      await page.screenshot({ path: info.outputPath('details.png') });
      await accessible(page, 'takes on its side');
      await takes.locator('summary').tap();
      await page.setViewportSize(PHONE);
      await takes.getByRole('button', { name: 'Compare' }).tap();
      await expect(page.getByRole('slider', { name: 'Line between the takes' })).toBeVisible();
      await page.screenshot({ path: info.outputPath('takes.png') });
      expect.soft(await small(page), 'takes: large enough to touch').toEqual([]);
      await fits(page, 'takes');
      await accessible(page, 'takes');
    });
  });
}
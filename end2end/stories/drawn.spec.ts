// A person draws what numbers can't say: a curve, a gradient, the box of a crop on the picture, a mask with a pen.
import { photoInto, within } from '../drawn.ts';
import { expect, test } from '../gesso.ts';
import { Fingers, penDrag } from '../fingers.ts';

test('a curve is bent, each drag is one step, and the keyboard does the same', async ({ editor, page }, info) => {
  await photoInto(editor, page, 'Curves');
  const plane = editor.inspector.getByRole('group', { name: 'All colours curve' });
  const points = plane.getByRole('button', { name: /^Point/ });
  await expect(points).toHaveCount(2);
  await expect(plane.locator('.plane-histogram')).toHaveAttribute('d', /L/);

  await editor.drag(await within(plane, 0.5, 0.5), await within(plane, 0.4, 0.3));
  await expect(points).toHaveCount(3);
  await expect(points.nth(1)).toHaveAccessibleName('Point 2: 40 % becomes 70 %');
  await editor.lastStep('Set All colours of Curves');
  await page.screenshot({ path: info.outputPath('curve.png') });

  await points.nth(1).focus();
  await page.keyboard.press('ArrowUp');
  await expect(points.nth(1)).toHaveAccessibleName('Point 2: 40 % becomes 71 %');
  await page.keyboard.press('Delete');
  await expect(points).toHaveCount(2);
  await editor.undo.click();
  await editor.undo.click();
  await expect(points.nth(1)).toHaveAccessibleName('Point 2: 40 % becomes 70 %');
  await editor.undo.click();
  await expect(points).toHaveCount(2);

  // Escape in the middle of a drag leaves everything as it was.
  const from = await within(plane, 0.5, 0.5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y - 30, { steps: 3 });
  await expect(points).toHaveCount(3);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(points).toHaveCount(2);

  await editor.inspector.getByRole('button', { name: 'Red', exact: true }).click();
  await editor.inspector.getByRole('button', { name: 'Add a point' }).click();
  await editor.lastStep('Set Red of Curves');
});

test('the histogram of levels is that of the channel and of what comes in now, before anything has run', async ({ editor, page }) => {
  await photoInto(editor, page, 'Blur');
  await editor.add('Levels');
  await editor.connect('Blur', 'Image', 'Levels', 'Image');
  const histogram = () => editor.inspector.locator('.plane-histogram').getAttribute('d');
  const another = (before: string | null) => expect.poll(histogram).not.toBe(before);
  await editor.select('Levels');
  await expect.poll(histogram).toMatch(/L/);
  const all = await histogram();
  await editor.inspector.getByLabel('Channel', { exact: true }).selectOption('Red');
  await another(all);
  const sharp = await histogram();

  await editor.select('Blur');
  await editor.set('Sigma', '60');
  await editor.select('Levels');
  await another(sharp);
  await expect.poll(histogram).toMatch(/L/);
});

test('a gradient gets a colour of the picture, and colours pass each other', async ({ editor, page }, info) => {
  await photoInto(editor, page, 'Gradient map');
  const bar = editor.inspector.getByRole('group', { name: 'Gradient, its colours' });
  const stops = bar.getByRole('button', { name: /^Colour/ });
  await expect(stops).toHaveCount(2);
  const middle = await within(bar, 0.5, 0.3);
  await page.mouse.click(middle.x, middle.y);
  await expect(stops).toHaveCount(3);
  await expect(stops.nth(1)).toHaveAccessibleName(/^Colour 2: #(7f7f7f|808080) at 50 %$/);
  await editor.set('Gradient', '#d04020');
  await expect(stops.nth(1)).toHaveAccessibleName('Colour 2: #d04020 at 50 %');
  await stops.nth(1).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(stops.nth(1)).toHaveAccessibleName('Colour 2: #d04020 at 60 %');
  await page.screenshot({ path: info.outputPath('gradient.png') });
  await editor.drag(await within(bar, 0, 0.8), await within(bar, 0.8, 0.8));
  await expect(stops.nth(0)).toHaveAccessibleName('Colour 1: #d04020 at 60 %');
  await editor.undo.click();
  await expect(stops.nth(0)).toHaveAccessibleName('Colour 1: #000000 at 0 %');
});

test('the box of a crop is drawn on the picture and nudged with the arrows', async ({ editor, page }, info) => {
  await photoInto(editor, page, 'Crop');
  const viewer = page.getByRole('region', { name: 'Viewer' });
  await viewer.getByRole('button', { name: 'Draw on the picture' }).click();
  const corner = viewer.getByRole('button', { name: /^Lower right/ });
  await expect(corner).toHaveAccessibleName(/: \d+, 0 · (\d+) × \1 px$/);
  const box = viewer.getByRole('group', { name: /^Crop box/ });
  await page.screenshot({ path: info.outputPath('crop.png') });
  const from = await within(corner, 0.5, 0.5);
  await editor.drag(from, { x: from.x - 60, y: from.y - 40 });
  await editor.lastStep('Set Crop box of Crop');
  await expect(editor.inspector.getByLabel('Aspect ratio', { exact: true })).toBeHidden();
  const width = editor.inspector.getByLabel('Width', { exact: true });
  const before = Number(await width.inputValue());
  await corner.focus();
  await page.keyboard.press('ArrowRight');
  await expect(width).toHaveValue(String(before + 1));
  await box.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(editor.inspector.getByLabel('Top', { exact: true })).toHaveValue('10');
  await editor.undo.click();
  await editor.undo.click();
  await expect(width).toHaveValue(String(before));
});

test.describe('with a pen', () => {
  test.use({ hasTouch: true });

  test('a mask is painted; a finger beside the pen moves the picture', async ({ editor, page }, info) => {
    await photoInto(editor, page, 'Shape mask', 'Size of');
    await editor.inspector.getByLabel('Shape', { exact: true }).selectOption('Painted');
    await expect(editor.inspector).toContainText('Nothing is painted yet.');
    await editor.inspector.getByRole('button', { name: 'Draw on the picture' }).click();
    const picture = page.getByRole('application', { name: /^Paint on the picture/ });
    await penDrag(page, await within(picture, 0.3, 0.4), await within(picture, 0.7, 0.6));
    await expect(editor.inspector).toContainText('One stroke');
    await editor.lastStep('Set Strokes of Shape mask');
    const covered = () =>
      picture.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, i) => i % 4 === 3 && value > 0).length;
      });
    const painted = await covered();
    expect(painted).toBeGreaterThan(1000);

    const fingers = await Fingers.on(page);
    const left = (await picture.boundingBox())!.x;
    await fingers.drag(await within(picture, 0.5, 0.3), await within(picture, 0.6, 0.3));
    await expect.poll(async () => (await picture.boundingBox())!.x).not.toBe(left);
    await expect(editor.inspector).toContainText('One stroke');

    await editor.inspector.getByRole('switch', { name: 'Erase' }).check();
    await penDrag(page, await within(picture, 0.5, 0.3), await within(picture, 0.5, 0.7));
    await expect(editor.inspector).toContainText('2 strokes');
    expect(await covered()).toBeLessThan(painted);
    await page.screenshot({ path: info.outputPath('painted.png') });

    // The space bar puts the brush down, the arrows lead it, the space bar lifts it.
    await picture.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Space');
    await expect(editor.inspector).toContainText('3 strokes');
    await editor.undo.click();
    await expect(editor.inspector).toContainText('2 strokes');
    await editor.run();
    await editor.runIs('Run done');
  });
});

test('a colour is taken from the picture', async ({ editor, page }) => {
  await editor.add('Text');
  const color = editor.inspector.getByLabel('Colour', { exact: true });
  await expect(color).toHaveValue('#ffffff');
  await editor.run();
  await editor.runIs('Run done');
  await editor.inspector.getByRole('button', { name: 'Take Colour from the picture' }).click();
  const pick = page.getByRole('application', { name: 'Take a colour from the picture' });
  await expect(pick).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(pick).toBeHidden();
  await editor.inspector.getByRole('button', { name: 'Take Colour from the picture' }).click();
  // The corner of the text's picture is empty, which is black.
  const corner = await within(page.locator('.viewer-picture'), 0.001, 0.01);
  await page.mouse.click(corner.x, corner.y);
  await expect(pick).toBeHidden();
  await expect(color).toHaveValue('#000000');
  await editor.lastStep('Set Colour of Text');
});

test('a mask that has the size of a picture says so in place of its own', async ({ editor, page }, info) => {
  await photoInto(editor, page, 'Shape mask', 'Size of');
  const width = editor.inspector.getByLabel('Width', { exact: true });
  const said = editor.inspector.getByText('Width: taken from “Size of”');
  await expect(said).toBeVisible();
  await expect(width).toBeHidden();
  await page.screenshot({ path: info.outputPath('size-of.png') });
  await editor.inspector.getByRole('button', { name: 'Disconnect Size of' }).click();
  await expect(said).toBeHidden();
  await expect(width).toBeVisible();
});

// A person grades by hand: the handles of levels, the puck of a colour wheel, a colour that is taken from the picture.
import { about, colorAt, fileInto, sees, within, type Color } from '../drawn.ts';
import { expect, test } from '../gesso.ts';
import { indexed } from '../picture.ts';
import { leveled } from '../preview.ts';

const GREYS = [77, 128, 179];

/** Greys beside each other. */
const greys = () => indexed(600, 400, GREYS.map((grey) => [grey, grey, grey]), (x) => Math.floor(x / 200));
/** Two colours beside each other. */
const halves = () => indexed(600, 400, [[200, 50, 20], [20, 100, 200]], (x) => Math.floor(x / 300));

test('levels are dragged by their handles, and the picture is as they say', async ({ editor, page }, info) => {
  await leveled(editor, page, 'greys.png', greys());
  const plane = editor.inspector.locator('.levels');
  const field = (name: string) => editor.inspector.getByLabel(name, { exact: true });
  const [black, middle, white] = [field('Black point'), field('Midtones'), field('White point')];
  /** What is seen is what the numbers make of the greys. */
  const follows = async (low: number, gamma: number, high: number) => {
    for (const [i, grey] of GREYS.entries()) {
      const part = Math.min(1, Math.max(0, (grey / 2.55 - low) / (high - low)));
      const value = Math.round(255 * part ** (1 / gamma));
      await sees(page, [(i + 0.5) / GREYS.length, 0.5], [value, value, value, 255]);
    }
  };
  await follows(0, 1, 100);

  // The numbers follow the hand.
  const [from, to] = [await within(plane, 0.01, 0.5), await within(plane, 0.2, 0.5)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await about(black, 20, 1);
  await page.mouse.up();
  const low = await about(black, 20, 1);
  await expect(white).toHaveValue('100');
  await expect(middle).toHaveValue('1');
  await editor.lastStep('Set Black point of Levels');
  await follows(low, 1, 100);

  await editor.drag(await within(plane, 0.99, 0.5), await within(plane, 0.8, 0.5));
  const high = await about(white, 80, 1);
  await expect(black).toHaveValue(String(low));
  await editor.lastStep('Set White point of Levels');
  await follows(low, 1, high);

  // What is at a quarter of the way from black to white becomes half.
  await editor.drag(await within(plane, 0.5, 0.5), await within(plane, 0.35, 0.5));
  const gamma = await about(middle, 2, 0.1);
  await editor.lastStep('Set Midtones of Levels');
  await follows(low, gamma, high);
  await page.screenshot({ path: info.outputPath('levels.png') });

  await editor.undo.click();
  await expect(middle).toHaveValue('1');
  await expect(white).toHaveValue(String(high));
  await follows(low, 1, high);
  await editor.undo.click();
  await editor.undo.click();
  await expect(white).toHaveValue('100');
  await expect(black).toHaveValue('0');
  await follows(0, 1, 100);
});

test('a colour wheel gives more of the colour its puck is dragged to', async ({ editor, page }, info) => {
  await fileInto(editor, page, indexed(600, 400, [[128, 128, 128]], () => 0), 'Colour wheels');
  const wheel = editor.inspector.getByRole('slider', { name: 'Slope wheel' });
  const numbers = async (of: string) => {
    const said = (await editor.inspector.getByRole('slider', { name: `${of} wheel` }).getAttribute('aria-valuetext'))!;
    return [...said.matchAll(/-?\d+\.\d+/g)].map(([number]) => Number(number));
  };
  const shows = ([r, g, b]: number[]) => sees(page, [0.5, 0.5], [r!, g!, b!].map((part) => Math.round(part * 128)).concat(255) as Color);
  await editor.inspector.getByText('Slope in numbers').click();
  const field = (name: string) => editor.inspector.getByLabel(name, { exact: true });
  await shows([1, 1, 1]);

  // Red is at the top. Half of the way to the rim, red gets half of what it gets there, and the others a quarter less.
  await editor.drag(await within(wheel, 0.5, 0.5), await within(wheel, 0.5, 0.25));
  await editor.lastStep('Set Slope of Colour wheels');
  await about(field('Slope, red'), 1.25, 0.02);
  await about(field('Slope, green'), 0.875, 0.02);
  await about(field('Slope, blue'), 0.875, 0.02);
  await shows(await numbers('Slope'));
  await page.screenshot({ path: info.outputPath('wheel.png') });
  await editor.undo.click();
  await expect(wheel).toHaveAttribute('aria-valuetext', 'R 1.00 · G 1.00 · B 1.00');
  await shows([1, 1, 1]);
  await editor.redo.click();
  await about(field('Slope, red'), 1.25, 0.02);

  // Wherever it is clicked twice.
  const aside = await within(wheel, 0.3, 0.7);
  await page.mouse.dblclick(aside.x, aside.y);
  await expect(wheel).toHaveAttribute('aria-valuetext', 'R 1.00 · G 1.00 · B 1.00');
  await shows([1, 1, 1]);

  // Blue is below on the left. An exponent brightens where it is less.
  const power = editor.inspector.getByRole('slider', { name: 'Power wheel' });
  await editor.drag(await within(power, 0.5, 0.5), await within(power, 0.5 - 0.866 / 4, 0.5 + 0.5 / 4));
  const [r, g, b] = await numbers('Power');
  expect(b).toBeLessThan(0.8);
  expect(Math.min(r!, g!)).toBeGreaterThan(1.1);
  await shows([r!, g!, b!].map((power) => (128 / 255) ** (power - 1)));
  await power.press('Home');
  await expect(power).toHaveAttribute('aria-valuetext', 'R 1.00 · G 1.00 · B 1.00');
  await shows([1, 1, 1]);
});

test('the drop takes exactly the colour it points at, by hand and by keys', async ({ editor, page }, info) => {
  await editor.add('Generate image');
  await editor.inspector.getByLabel('Kind', { exact: true }).selectOption('Checkerboard');
  await editor.set('Cell size', '400');
  await editor.set('Colour', '#c83214');
  await editor.set('Second colour', '#1464c8');
  await editor.saved();
  await page.keyboard.press('Alt+v');
  /** The first two squares have these colours. */
  const squares = async (one: Color, two: Color) => {
    await sees(page, [200 / 1600, 200 / 1067], one);
    await sees(page, [600 / 1600, 200 / 1067], two);
  };
  await squares([200, 50, 20, 255], [20, 100, 200, 255]);
  const [first, second] = ['Colour', 'Second colour'].map((name) => editor.inspector.getByLabel(name, { exact: true }));
  const pick = page.getByRole('application', { name: 'Take a colour from the picture' });
  const digits = pick.locator('.pick-digits');

  await editor.inspector.getByRole('button', { name: 'Take Colour from the picture' }).click();
  const at = await within(page.locator('.viewer-picture'), 600 / 1600, 200 / 1067);
  await page.mouse.move(at.x, at.y);
  await expect(digits).toContainText('1464c8');
  await page.screenshot({ path: info.outputPath('drop.png') });
  await page.mouse.click(at.x, at.y);
  await expect(pick).toBeHidden();
  await expect(first!).toHaveValue('#1464c8');
  await editor.lastStep('Set Colour of Generate image');
  await squares([20, 100, 200, 255], [20, 100, 200, 255]);
  await editor.undo.click();
  await expect(first!).toHaveValue('#c83214');
  await squares([200, 50, 20, 255], [20, 100, 200, 255]);

  // The middle of the picture is on the edge of a square of the second colour; a step to the left is one of the first.
  await editor.inspector.getByRole('button', { name: 'Take Second colour from the picture' }).click();
  await expect(pick).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(digits).toContainText('c83214');
  await page.keyboard.press('Enter');
  await expect(pick).toBeHidden();
  await expect(second!).toHaveValue('#c83214');
  await editor.lastStep('Set Second colour of Generate image');
});

test('the drop takes the colour of what goes into a node, also for a gradient', async ({ editor, page }, info) => {
  await fileInto(editor, page, halves(), 'Key');
  const pick = page.getByRole('application', { name: 'Take a colour from the picture' });
  const picture = page.locator('.viewer-picture');
  const color = editor.inspector.getByLabel('Key colour', { exact: true });
  await editor.inspector.getByRole('button', { name: 'Take Key colour from the picture' }).click();
  await sees(page, [0.75, 0.5], [20, 100, 200, 255]);
  const right = await within(picture, 0.75, 0.5);
  await page.mouse.move(right.x, right.y);
  await expect(pick.locator('.pick-digits')).toContainText('1464c8');
  await page.screenshot({ path: info.outputPath('drop.png') });
  await page.mouse.click(right.x, right.y);
  await expect(pick).toBeHidden();
  await expect(color).toHaveValue('#1464c8');
  await editor.lastStep('Set Key colour of Key');

  await editor.add('Gradient map');
  await editor.connect('Load image', 'Image', 'Gradient map', 'Image');
  await editor.select('Gradient map');
  const stops = editor.inspector.getByRole('group', { name: 'Gradient, its colours' }).getByRole('button', { name: /^Colour/ });
  await stops.nth(1).focus();
  await editor.inspector.getByRole('button', { name: 'Take Colour of the stop from the picture' }).click();
  await sees(page, [0.25, 0.5], [200, 50, 20, 255]);
  const left = await within(picture, 0.25, 0.5);
  await page.mouse.click(left.x, left.y);
  await expect(stops.nth(1)).toHaveAccessibleName('Colour 2: #c83214 at 100 %');
  await expect(stops.nth(0)).toHaveAccessibleName('Colour 1: #000000 at 0 %');
  await editor.lastStep('Set Gradient of Gradient map');
});

test('Escape in the middle of a drag leaves levels as they were', async ({ editor, page }) => {
  await leveled(editor, page, 'greys.png', greys());
  const plane = editor.inspector.locator('.levels');
  const [from, to] = [await within(plane, 0.01, 0.5), await within(plane, 0.4, 0.5)];
  await sees(page, [0.5, 0.5], [128, 128, 128, 255]);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await expect.poll(async () => (await colorAt(page, 0.5, 0.5))[0]).toBeLessThan(100);
  await page.keyboard.press('Escape');
  await sees(page, [0.5, 0.5], [128, 128, 128, 255]);
  await page.mouse.up();
  await expect(editor.row('Levels')).toHaveAttribute('aria-current', 'true');
  await expect(editor.inspector.getByLabel('Black point', { exact: true })).toHaveValue('0');
  await editor.lastStep('Connect');
});

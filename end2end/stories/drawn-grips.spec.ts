// A person takes hold of things on the picture: a picture that is placed, the corners of a perspective and of an outline, a pen.
import type { Locator, Page } from '@playwright/test';
import { about, fileInto, sees, within, type Color } from '../drawn.ts';
import { expect, test } from '../gesso.ts';
import type { Editor } from '../editor.ts';
import { Fingers, Pen } from '../fingers.ts';
import { indexed } from '../picture.ts';

const [WIDTH, HEIGHT] = [800, 600];
const RED: Color = [200, 50, 20, 255];
const BLUE: Color = [20, 100, 200, 255];
const NOTHING: Color = [0, 0, 0, 0];
/** What a mask covers. */
const WHITE: Color = [255, 255, 255, 255];

/** Red on the left, blue on the right. */
const halves = () => indexed(WIDTH, HEIGHT, [[200, 50, 20], [20, 100, 200]], (x) => Math.floor((x * 2) / WIDTH));

/** The halves go into a node whose grips are seen. */
async function held(editor: Editor, page: Page, node: string, shape?: string) {
  await fileInto(editor, page, halves(), node, shape === undefined ? 'Image' : 'Size of');
  if (shape !== undefined) await editor.inspector.getByLabel('Shape', { exact: true }).selectOption(shape);
  const viewer = page.getByRole('region', { name: 'Viewer' });
  const draw = viewer.getByRole('button', { name: 'Draw on the picture' });
  await draw.click();
  await expect(viewer.locator('.onto')).toBeVisible();
  const zoom = (await viewer.locator('.onto').boundingBox())!.width / WIDTH;
  return {
    grips: (name: RegExp) => viewer.getByRole('button', { name }),
    field: (name: string) => editor.inspector.getByLabel(name, { exact: true }),
    /** Drags a grip by so many pixels of the picture. */
    drag: async (grip: Locator, x: number, y: number) => {
      const from = await within(grip, 0.5, 0.5);
      await editor.drag(from, { x: from.x + x * zoom, y: from.y + y * zoom });
    },
    /** How far off a pointer may be, which knows whole pixels of the screen, in pixels of the picture. */
    unsure: 1 / zoom + 1,
    /** Shows what comes out of the node in place of the grips, or the grips again. */
    turnOver: () => draw.click(),
  };
}

test('a picture is moved, scaled and turned by its grips', async ({ editor, page }, info) => {
  const { grips, field, drag, unsure, turnOver } = await held(editor, page, 'Transform');
  const [right, down, scale, angle] = [field('Move right'), field('Move down'), field('Scale'), field('Rotate')];
  await drag(grips(/^Picture:/), 100, -60);
  await about(right, 100, unsure);
  await about(down, -60, unsure);
  await editor.lastStep('Set Picture of Transform');

  // Its lower right corner, to the half of its way to the middle.
  await drag(grips(/^Scale:/).nth(2), -WIDTH / 4, -HEIGHT / 4);
  await about(scale, 50, 1);
  await about(right, 100, unsure);

  // The knob stands on a vertical above or below the middle, and is brought beside it: a quarter of a turn.
  const [knob, middle] = [await within(grips(/^Turn:/), 0.5, 0.5), await within(grips(/^Picture:/), 0.5, 0.5)];
  const beside = { x: middle.x + middle.y - knob.y, y: middle.y };
  await editor.drag(knob, beside);
  await about(angle, 90, 2);
  await about(scale, 50, 1);
  await page.screenshot({ path: info.outputPath('placed.png') });

  // What was on the left is at the top now, about the place where the middle is.
  await turnOver();
  const at = (x: number, y: number): [number, number] => [0.5 + (100 + x) / WIDTH, 0.5 + (y - 60) / HEIGHT];
  await sees(page, at(0, -80), RED);
  await sees(page, at(0, 80), BLUE);
  await sees(page, at(0, -260), NOTHING);
  await sees(page, at(-240, 0), NOTHING);

  await editor.undo.click();
  await expect(angle).toHaveValue('0');
  await sees(page, at(-80, 0), RED);
  await sees(page, at(80, 0), BLUE);
  await editor.undo.click();
  await expect(scale).toHaveValue('100');
  await about(right, 100, unsure);
  await editor.undo.click();
  await expect(right).toHaveValue('0');
  await expect(down).toHaveValue('0');
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true });

  test('one finger holds a picture, two zoom it and change nothing', async ({ editor, page }, info) => {
    const { field, unsure } = await held(editor, page, 'Transform');
    const onto = page.locator('.onto');
    const before = (await onto.boundingBox())!;
    const middle = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
    const fingers = await Fingers.on(page);
    await fingers.put(1, { x: middle.x - 40, y: middle.y });
    await fingers.move(1, { x: middle.x - 50, y: middle.y });
    await fingers.put(2, { x: middle.x + 40, y: middle.y });
    await fingers.move(1, { x: middle.x - 100, y: middle.y });
    await fingers.move(2, { x: middle.x + 100, y: middle.y });
    await expect.poll(async () => (await onto.boundingBox())!.width).toBeGreaterThan(before.width * 1.5);
    await fingers.lift();
    await page.screenshot({ path: info.outputPath('pinched.png') });
    await expect(field('Scale')).toHaveValue('100');
    await expect(field('Move right')).toHaveValue('0');

    const zoom = (await onto.boundingBox())!.width / WIDTH;
    await fingers.drag(middle, { x: middle.x + 60, y: middle.y });
    await about(field('Move right'), 60 / zoom, unsure);
  });
});

test('with the shift key a picture turns by 15 degrees at a time', async ({ editor, page }) => {
  const { grips, field } = await held(editor, page, 'Transform');
  await page.keyboard.down('Shift');
  // The knob goes along the edge of the picture, as far as 40 degrees are.
  const [from, middle] = [await within(grips(/^Turn:/), 0.5, 0.5), await within(grips(/^Picture:/), 0.5, 0.5)];
  const aside = (middle.y - from.y) * Math.tan((40 / 180) * Math.PI);
  await editor.drag(from, { x: from.x + aside, y: from.y });
  await page.keyboard.up('Shift');
  await expect(field('Rotate')).toHaveValue('45');
  await expect(field('Scale')).toHaveValue('100');
});

// The last is not on a grip, but on the picture beside one.
for (const [grip, aside, field, before] of [[/^Scale:/, 0, 'Scale', '100'], [/^Turn:/, 0, 'Rotate', '0'], [/^Picture:/, 40, 'Move right', '0']] as const) {
  test(`Escape in the middle of a drag leaves a picture as it was: ${field}`, async ({ editor, page }) => {
    const { grips, field: number } = await held(editor, page, 'Transform');
    const at = await within(grips(grip).last(), 0.5, 0.5);
    await page.mouse.move(at.x + aside, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x - 60, at.y + 20, { steps: 6 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(editor.row('Transform')).toHaveAttribute('aria-current', 'true');
    await expect(number(field)).toHaveValue(before);
    await editor.lastStep('Connect');
  });
}

test('a corner of a perspective is dragged, and the others stay', async ({ editor, page }, info) => {
  const { grips, field, drag, unsure, turnOver } = await held(editor, page, 'Perspective');
  const corners = ['Upper left', 'Upper right', 'Lower right', 'Lower left'];
  const stay = { 'Upper left': ['0', '0'], 'Upper right': ['100', '0'], 'Lower left': ['0', '100'] };
  await expect(grips(/^Corner/)).toHaveCount(corners.length);
  await drag(grips(/^Corner 3:/), -200, -120);
  await about(field('Lower right, across'), 75, (unsure / WIDTH) * 100);
  await about(field('Lower right, down'), 80, (unsure / HEIGHT) * 100);
  for (const [corner, [across, down]] of Object.entries(stay)) {
    await expect(field(`${corner}, across`)).toHaveValue(across!);
    await expect(field(`${corner}, down`)).toHaveValue(down!);
  }
  await editor.lastStep('Set Corners of Perspective');
  await page.screenshot({ path: info.outputPath('perspective.png') });

  await turnOver();
  await sees(page, [0.95, 0.95], NOTHING);
  await sees(page, [0.05, 0.05], RED);
  await sees(page, [0.95, 0.05], BLUE);
  await editor.undo.click();
  await expect(field('Lower right, across')).toHaveValue('100');
  await sees(page, [0.95, 0.95], BLUE);
});

test('a corner of a drawn outline is dragged, and the mask follows', async ({ editor, page }, info) => {
  const { grips, drag, turnOver } = await held(editor, page, 'Shape mask', 'Drawn outline');
  const corners = grips(/^Corner \d/);
  const names = () => corners.evaluateAll((grips) => grips.map((grip) => grip.getAttribute('aria-label')));
  const before = await names();
  expect(before).toEqual(['Corner 1: 200, 150', 'Corner 2: 600, 150', 'Corner 3: 600, 450', 'Corner 4: 200, 450']);
  await turnOver();
  await sees(page, [0.15, 0.15], NOTHING);
  await sees(page, [0.5, 0.5], WHITE);

  await turnOver();
  await drag(corners.first(), -160, -120);
  await editor.lastStep('Set Outline of Shape mask');
  const [moved, ...rest] = await names();
  expect(rest).toEqual(before.slice(1));
  const [x, y] = /: (\d+), (\d+)$/.exec(moved!)!.slice(1).map(Number);
  expect(Math.hypot(x! - 40, y! - 30)).toBeLessThan(5);
  await page.screenshot({ path: info.outputPath('outline.png') });

  await turnOver();
  await sees(page, [0.15, 0.15], WHITE);
  await sees(page, [0.85, 0.15], NOTHING);
  await editor.undo.click();
  await sees(page, [0.15, 0.15], NOTHING);
  await turnOver();
  expect(await names()).toEqual(before);
});

test('a pen that is pressed harder paints a wider stroke', async ({ editor, page }, info) => {
  const { turnOver } = await held(editor, page, 'Shape mask', 'Painted');
  const picture = page.getByRole('application', { name: /^Paint on the picture/ });
  for (const [force, y] of [[0.9, 0.25], [0.3, 0.75]] as const) {
    const pen = await Pen.on(page, force);
    await pen.press(await within(picture, 0.2, y));
    await pen.move(await within(picture, 0.8, y));
    await pen.lift();
  }
  await expect(editor.inspector).toContainText('2 strokes');
  await page.screenshot({ path: info.outputPath('strokes.png') });
  /** How many parts in a thousand of the height are covered in the middle, in the upper and in the lower half. */
  const covered = (canvas: Locator) =>
    canvas.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(width / 2, 0, 1, height);
      const column = [...data].filter((_, i) => i % 4 === 3).map((value) => value > 127);
      const count = (part: boolean[]) => (part.filter(Boolean).length / height) * 1000;
      return [count(column.slice(0, height / 2)), count(column.slice(height / 2))] as const;
    });
  const check = async (canvas: Locator) => {
    const [hard, soft] = await covered(canvas);
    expect(soft).toBeGreaterThan(10);
    expect(hard / soft).toBeGreaterThan(2.5);
    expect(hard / soft).toBeLessThan(3.5);
  };
  // What lies over the picture, and the mask itself.
  await check(picture.locator('canvas'));
  await turnOver();
  await sees(page, [0.5, 0.25], WHITE);
  await sees(page, [0.5, 0.5], NOTHING);
  await check(page.locator('.viewer-live'));
});

// A phone: the canvas fills the screen, sheets instead of panels, everything in reach of a thumb.
import { Editor } from '../editor.ts';
import { Fingers } from '../fingers.ts';
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

test('a long name takes no room from what is touched', async ({ gesso, page }, info) => {
  await page.goto(gesso.url);
  await page.getByRole('link', { name: 'Postcard', exact: true }).tap();
  await page.getByRole('textbox', { name: 'Workflow name' }).fill('The posters of all the seventeen towns between the sea and the hills');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status', { name: 'Save state' })).toHaveText('Saved');
  await page.screenshot({ path: info.outputPath('long.png') });
  const touched = [page.getByRole('link', { name: 'Gallery', exact: true }), ...['Undo', 'Redo', 'Run'].map((name) => page.getByRole('button', { name, exact: true }))];
  for (const what of touched) {
    const box = (await what.boundingBox())!;
    expect(box.width).toBeGreaterThanOrEqual(44);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
  }
});

test('a finger that scrolls over a slider sets nothing, one that slides it does', async ({ gesso, page }, info) => {
  await page.goto(gesso.url);
  await page.getByRole('link', { name: 'Postcard', exact: true }).tap();
  await expect(page.getByRole('status', { name: 'Save state' })).toHaveText('Saved');
  const tools = page.getByRole('navigation', { name: 'Tools' });
  await tools.getByRole('button', { name: 'Outline' }).tap();
  await page.getByRole('region', { name: 'Outline' }).locator('.outline-row').filter({ hasText: 'Levels' }).first().tap();
  await tools.getByRole('button', { name: 'Inspector' }).tap();
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true });
  const slider = inspector.locator('input[type=range]').first();
  await slider.scrollIntoViewIfNeeded();
  const number = inspector.locator('.number-field input').first();
  const before = await number.inputValue();
  const fingers = await Fingers.on(page);
  const bar = (await slider.boundingBox())!;
  const at = { x: bar.x + bar.width * 0.8, y: bar.y + bar.height / 2 };
  await fingers.drag(at, { x: at.x, y: at.y - 160 });
  await expect.poll(async () => (await slider.boundingBox())!.y).toBeLessThan(bar.y - 40);
  expect(await number.inputValue()).toBe(before);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  await page.screenshot({ path: info.outputPath('scrolled.png') });

  await slider.scrollIntoViewIfNeeded();
  const now = (await slider.boundingBox())!;
  const y = now.y + now.height / 2;
  await fingers.drag({ x: now.x + now.width * 0.3, y }, { x: now.x + now.width * 0.8, y });
  await expect(number).not.toHaveValue(before);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeEnabled();
});

test('a sheet is dragged by its grip: a strip, half, all, and away', async ({ gesso, page }, info) => {
  watch(page);
  await page.goto(gesso.url);
  await page.getByRole('link', { name: 'Postcard', exact: true }).tap();
  await expect(page.getByRole('status', { name: 'Save state' })).toHaveText('Saved');
  await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Outline' }).tap();
  const sheet = page.getByRole('region', { name: 'Outline' });
  const grip = sheet.getByRole('button', { name: /^Make the sheet/ });
  const height = async () => Math.round((await sheet.boundingBox())!.height);
  const half = await height();
  await page.screenshot({ path: info.outputPath('half.png') });
  await grip.tap();
  await expect.poll(height).toBeGreaterThan(half * 1.4);
  await page.screenshot({ path: info.outputPath('full.png') });
  await grip.press('ArrowDown');
  await expect.poll(height).toBe(half);

  const pull = async (to: number) => {
    const box = (await grip.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, to, { steps: 5 });
    await page.mouse.up();
  };
  await pull(620);
  await expect.poll(height).toBeLessThan(200);
  await page.screenshot({ path: info.outputPath('peek.png') });
  await pull(830);
  await expect(sheet).toBeHidden();
});

test('on its side the phone keeps its bars, and everything stays in reach', async ({ gesso, page }, info) => {
  watch(page);
  await page.setViewportSize({ width: 844, height: 390 });
  await page.goto(gesso.url);
  await page.getByRole('link', { name: 'Postcard', exact: true }).tap();
  await expect(page.getByRole('status', { name: 'Save state' })).toHaveText('Saved');
  const tools = page.getByRole('navigation', { name: 'Tools' });
  for (const name of ['Nodes', 'Outline', 'Inspector', 'Viewer', 'Runs', 'More']) {
    await tools.getByRole('button', { name }).tap();
    const box = (await page.getByRole('region', { name, exact: true }).boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(391);
    expect(box.x + box.width).toBeLessThanOrEqual(845);
    await page.screenshot({ path: info.outputPath(`${name}.png`) });
  }
});

test('a workflow is made, set, muted, folded and pruned from the list alone', async ({ gesso, page }, info) => {
  watch(page);
  await page.goto(gesso.url);
  await page.getByRole('button', { name: 'New workflow' }).tap();
  const editor = new Editor(page);
  await editor.saved();
  const tools = page.getByRole('navigation', { name: 'Tools' });
  const list = () => tools.getByRole('button', { name: 'Outline' }).tap();
  const last = (name: string | RegExp) => expect(editor.undo).toHaveAttribute('title', new RegExp(name));
  const choose = async (name: string) => {
    await editor.outline.getByRole('button', { name: 'More…' }).last().tap();
    await page.getByRole('menuitem', { name }).tap();
  };
  await list();
  await editor.add('Generate image');
  await editor.add('Blur');
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await expect(editor.row('Blur')).toContainText('from Generate image');
  await page.screenshot({ path: info.outputPath('list.png') });

  await editor.select('Blur');
  await editor.outline.getByRole('button', { name: 'Set parameters' }).tap();
  await editor.set('Sigma', '12');
  await last('Sigma');
  await list();
  await choose('Mute');
  await last('Mute');
  await editor.outline.getByRole('button', { name: 'Disconnect Image' }).tap();
  await expect(editor.row('Blur')).not.toContainText('from');
  await editor.undo.tap();
  await expect(editor.row('Blur')).toContainText('from Generate image');

  await editor.outline.getByRole('button', { name: 'Select several' }).tap();
  await editor.row('Generate image').tap();
  await expect(editor.outline).toContainText('2 items selected');
  await page.screenshot({ path: info.outputPath('several.png') });
  await choose('Fold');
  await last('Fold');
  await expect(editor.row('Blur')).toBeHidden();
  await editor.undo.tap();
  await expect(editor.row('Blur')).toBeVisible();
  await editor.saved();
});

test('the keyboard of the screen hides nothing that is typed into', async ({ gesso, page }, info) => {
  // The keyboard of a phone that covers the window instead of making it smaller.
  await page.addInitScript(() => {
    const screen = Object.assign(window, { covered: 0 });
    const viewport = new EventTarget();
    Object.defineProperties(viewport, {
      height: { get: () => window.innerHeight - screen.covered },
      scale: { value: 1 },
    });
    Object.defineProperty(window, 'visualViewport', { value: viewport });
  });
  const keyboard = (covered: number) =>
    page.evaluate((covered) => {
      Object.assign(window, { covered });
      window.visualViewport!.dispatchEvent(new Event('resize'));
    }, covered);
  await page.goto(gesso.url);
  await page.getByRole('link', { name: 'Postcard', exact: true }).tap();
  const editor = new Editor(page);
  await editor.saved();
  await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Outline' }).tap();
  await editor.row('Title').tap();
  await editor.outline.getByRole('button', { name: 'Set parameters' }).tap();
  const fields = editor.inspector.locator('.number-field input');
  for (const field of [fields.first(), fields.last()]) {
    await field.tap();
    await keyboard(340);
    await expect.poll(async () => (await field.boundingBox())!.y + (await field.boundingBox())!.height).toBeLessThan(844 - 340);
    await expect(editor.undo).toBeInViewport();
    await page.screenshot({ path: info.outputPath('keyboard.png') });
    await keyboard(0);
  }
  await page.locator('.top-bar').tap({ position: { x: 200, y: 10 } });
  await expect(page.getByRole('navigation', { name: 'Tools' })).toBeVisible();
});

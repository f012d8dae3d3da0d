// Frames that run what is in them, and notes that lead to other workflows.
import { expect, test } from '../gesso.ts';

test('a frame runs what is in it and what that needs, and nothing else', async ({ editor, page }) => {
  await editor.add('Generate image');
  await editor.add('Blur');
  await editor.add('Sharpen');
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await editor.connect('Generate image', 'Image', 'Sharpen', 'Image');
  await editor.select('Blur');
  await page.keyboard.press('Control+g');
  const frames = editor.outline.getByRole('list', { name: 'Frames and notes' });
  await expect(frames.getByRole('button', { name: 'Frame' }).first()).toHaveAttribute('aria-current', 'true');
  await frames.getByRole('button', { name: 'Run only this frame' }).click();
  await editor.runIs('Run done');
  const state = (title: string) => editor.row(title).locator('.badge .spoken');
  await expect(state('Blur')).toHaveText(/Done/);
  await expect(state('Generate image')).toHaveText(/Done/);
  await expect(state('Sharpen')).toHaveCount(0);
});

test('a note links to another workflow, and the link works on the canvas and in the outline', async ({ editor, page, gesso }) => {
  const here = page.url();
  await page.goto(gesso.url);
  await page.getByRole('button', { name: 'New workflow' }).click();
  await editor.ready();
  await page.getByRole('textbox', { name: 'Workflow name' }).fill('The film');
  await page.getByRole('textbox', { name: 'Workflow name' }).press('Enter');
  await editor.saved();
  const there = new URL(page.url()).pathname;
  await page.goto(here);
  await editor.ready();
  await page.keyboard.press('Control+k');
  const commands = page.getByRole('combobox', { name: 'Search actions' });
  await commands.fill('link to a workflow');
  await commands.press('Enter');
  const workflows = page.getByRole('combobox', { name: 'Search workflows' });
  await workflows.fill('film');
  await expect(editor.offered().first()).toContainText('The film');
  await workflows.press('Enter');
  const links = editor.outline.getByRole('list', { name: 'Links' });
  await expect(links.getByRole('button', { name: 'The film' })).toBeVisible();
  await editor.saved();
  // The canvas draws the note; its link is in its first line.
  const width = Number(await editor.placeOf('Width').inputValue());
  const height = Number(await editor.placeOf('Height').inputValue());
  const percent = page.getByRole('button', { name: 'Zoom to 100 %' });
  await page.getByRole('button', { name: 'Zoom out', exact: true }).click();
  await expect(percent).toHaveText('80 %');
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(percent).toHaveText('100 %');
  const stage = (await page.locator('[data-canvas]').boundingBox())!;
  const onScreen = (dx: number, dy: number) => ({ x: stage.x + stage.width / 2 - width / 2 + dx, y: stage.y + stage.height / 2 - height / 2 + dy });
  const link = onScreen(30, 22);
  await page.mouse.click(link.x, link.y);
  await expect(page).toHaveURL(new RegExp(`${there}$`));
  await page.goBack();
  await editor.ready();
  await editor.outline.getByRole('list', { name: 'Frames and notes' }).getByRole('button').first().click();
  await links.getByRole('button', { name: 'The film' }).click();
  await expect(page).toHaveURL(new RegExp(`${there}$`));
});

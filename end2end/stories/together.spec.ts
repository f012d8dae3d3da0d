// Two tabs on one workflow see each other's edits; edits made while the server is away arrive once, also from a closed tab.
import { expect, test, watch } from '../gesso.ts';
import { Editor } from '../editor.ts';

test('two tabs show the same, and each undoes its own steps only', async ({ editor, page, context }) => {
  const second = await context.newPage();
  watch(second);
  await second.goto(page.url());
  const other = new Editor(second);
  await other.ready();
  await expect(page.getByRole('button', { name: '2 tabs have this open: You' })).toBeVisible();

  await editor.add('Generate image');
  await expect(other.row('Generate image')).toBeVisible();
  await other.add('Blur');
  await expect(editor.row('Blur')).toBeVisible();
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await other.select('Blur');
  await expect(other.outline.getByRole('button', { name: 'from Generate image', exact: true })).toBeVisible();

  await editor.undo.click();
  await editor.undo.click();
  await expect(other.row('Generate image')).toBeHidden();
  await expect(other.row('Blur')).toBeVisible();
  await expect(editor.undo).toBeDisabled();
});

test('people see each other by name before anybody has done anything', async ({ editor, page, context }) => {
  const stranger = await context.browser()!.newContext();
  const theirs = await stranger.newPage();
  watch(theirs);
  await theirs.goto(page.url());
  await new Editor(theirs).ready();
  await expect(page.getByRole('button', { name: '2 tabs have this open: You, Somebody else' })).toBeVisible();

  await theirs.keyboard.press('Control+,');
  await theirs.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await theirs.keyboard.press('Tab');
  await page.getByRole('button', { name: '2 tabs have this open: You, Ann' }).click();
  const people = page.getByRole('list', { name: 'Who is here' });
  await expect(people.getByRole('listitem')).toHaveText(['You', 'Ann']);
  await page.keyboard.press('Escape');

  // Who comes later knows it at once, also after a reload.
  await theirs.reload();
  await new Editor(theirs).saved();
  await expect(theirs.getByRole('button', { name: /: Somebody else, Ann \(you\)$/ })).toBeVisible();
  await stranger.close();
  await expect(page.getByRole('button', { name: 'Only you have this open' })).toBeVisible();
  await editor.saved();
});

test('edits made offline are kept, shown as kept, and delivered once', async ({ gesso, editor, page, context }) => {
  await editor.add('Generate image');
  await editor.saved();
  const address = page.url();
  await gesso.stop();
  await expect(editor.saveState).toHaveText(/^Offline/);
  await editor.add('Blur');
  await editor.add('Sharpen');
  await expect(editor.saveState).toHaveText('Offline: 2 edits kept here');

  await page.close();
  await gesso.start();
  const again = await context.newPage();
  watch(again);
  await again.goto(address);
  const later = new Editor(again);
  await later.ready();
  await expect(later.row('Sharpen')).toBeVisible();
  expect((await later.titles()).sort()).toEqual(['Blur', 'Generate image', 'Sharpen']);

  // A person without anything kept sees the same: it is on the server, not only in the browser.
  const stranger = await context.browser()!.newContext();
  const theirs = await stranger.newPage();
  await theirs.goto(address);
  const seen = new Editor(theirs);
  await seen.ready();
  expect((await seen.titles()).sort()).toEqual(['Blur', 'Generate image', 'Sharpen']);
  await stranger.close();
});

test('a tab that stays open goes on when the server comes back', async ({ gesso, editor }) => {
  await gesso.stop();
  await expect(editor.saveState).toHaveText(/^Offline/);
  await editor.add('Generate image');
  await gesso.start();
  await expect(editor.saveState).toHaveText('Saved', { timeout: 40_000 });
  expect(await editor.titles()).toEqual(['Generate image']);
});

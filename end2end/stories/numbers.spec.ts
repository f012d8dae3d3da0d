// Numbers in fields: typed as people write them, stepped with the arrows, and said when they are not taken as they are.
import { expect, test } from '../gesso.ts';

test('a number is typed with a comma, stepped, and told of when it is not taken', async ({ editor, page }) => {
  await editor.add('Blur');
  await editor.select('Blur');
  const field = editor.inspector.getByLabel('Sigma', { exact: true });
  const before = await field.inputValue();
  await field.click();
  await field.press('Control+a');
  await field.pressSequentially('1,5');
  await expect(field).toHaveValue('1,5');
  await field.press('Enter');
  await expect(field).toHaveValue('1.5');
  await editor.lastStep('Set Sigma of Blur');

  await field.press('ArrowUp');
  const next = Number(await field.inputValue());
  expect(next).toBeGreaterThan(1.5);
  await field.press('Shift+ArrowUp');
  expect(Number(await field.inputValue())).toBeCloseTo(1.5 + 11 * (next - 1.5), 6);
  await field.press('Shift+ArrowDown');
  await field.press('ArrowDown');
  await field.press('Tab');
  await expect(field).toHaveValue('1.5');

  await field.fill('wide');
  await field.press('Tab');
  await expect(editor.notices()).toContainText('That is no number.');
  await expect(field).toHaveValue('1.5');

  await field.fill('999999');
  await field.press('Tab');
  await expect(editor.notices()).toContainText(/The most here is [0-9]+/);
  const most = Number(await field.inputValue());
  expect(most).toBeGreaterThan(1.5);
  expect(most).toBeLessThan(999999);

  // Each was one step, and what was no number none.
  await editor.undo.click();
  await expect(field).toHaveValue('1.5');
  await editor.undo.click();
  await expect(field).toHaveValue(before);
});

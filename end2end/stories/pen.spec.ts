// A pen selects and moves as a mouse does, while the fingers beside it only move the canvas.
import { expect, test } from '../gesso.ts';
import { Fingers, penDrag } from '../fingers.ts';
import { pair } from '../workflows.ts';

test.use({ hasTouch: true, viewport: { width: 1280, height: 900 } });

test('a pen draws a marquee and moves a node; the fingers beside it pan', async ({ editor, page }) => {
  const at = await pair(editor);
  await penDrag(page, at(-40, -60), at(660, 330));
  await expect(editor.inspector).toContainText('2 nodes');

  await penDrag(page, at(430, 18), at(430, 78));
  await expect(editor.undo).toHaveAttribute('title', /Move 2 nodes/);

  // The hand that comes down with the pen is no finger.
  const fingers = await Fingers.on(page);
  const undo = await editor.undo.getAttribute('title');
  await fingers.drag(at(430, 90), at(430, 200));
  await expect(editor.undo).toHaveAttribute('title', undo!);
  await expect(editor.inspector).toContainText('2 nodes');
});

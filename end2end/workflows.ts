// Workflows that several stories begin with, made as a person makes them.
import { expect } from '@playwright/test';
import type { Editor } from './editor.ts';
import type { Place } from './fingers.ts';

/** Three nodes in a row, wired. */
export async function chain(editor: Editor): Promise<void> {
  await editor.add('Generate image');
  await editor.add('Blur');
  await editor.add('Save image');
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await editor.connect('Blur', 'Image', 'Save image', 'Image');
}

/** The chain, with the softening folded into a subgraph. */
export async function folded(editor: Editor): Promise<void> {
  await chain(editor);
  await editor.select('Blur');
  await editor.page.keyboard.press('Control+Shift+e');
  await expect(editor.row('Subgraph')).toBeVisible();
}

/** Goes into a subgraph by the outline. */
export async function goIn(editor: Editor, title: string): Promise<void> {
  await editor.select(title);
  await editor.outline.getByRole('button', { name: 'Go into the subgraph' }).click();
  await expect(editor.outline.getByText(`Inside ${title}`)).toBeVisible();
}

/** Goes out of it. */
export async function goOut(editor: Editor): Promise<void> {
  await editor.outline.getByRole('button', { name: 'Go out' }).click();
  await expect(editor.outline.getByText('Inside ')).toBeHidden();
}

/** Two nodes beside each other; where a place in the document is on the screen. */
export async function pair(editor: Editor): Promise<(x: number, y: number) => Place> {
  for (const [title, x] of [['Generate image', 0], ['Blur', 400]] as const) {
    await editor.add(title);
    await editor.put(title, x, 0);
  }
  return editor.showAll();
}

/** A file as the browser carries it over the canvas, let go there. */
export async function dropFile(editor: Editor, name: string, text: string, [x, y]: [number, number] = [700, 400]): Promise<void> {
  const carried = await editor.page.evaluateHandle(
    ([name, text]) => {
      const carried = new DataTransfer();
      carried.items.add(new File([text], name, { type: 'application/json' }));
      return carried;
    },
    [name, text] as const,
  );
  const canvas = editor.page.locator('[data-canvas]');
  for (const event of ['dragover', 'drop']) {
    await canvas.dispatchEvent(event, { dataTransfer: carried, clientX: x, clientY: y });
  }
}

/** The open workflow as a file. */
export async function fileOf(editor: Editor): Promise<string> {
  await editor.saved();
  const id = new URL(editor.page.url()).pathname.split('/').pop();
  return editor.page.evaluate(async (id) => (await fetch(`/workflow/${id}/file`)).text(), id);
}

/** Runs the chain at some sigma, for a take of it. */
export async function make(editor: Editor, sigma: string): Promise<void> {
  await editor.select('Blur');
  await editor.set('Sigma', sigma);
  await editor.saved();
  await editor.run();
  await editor.runIs('Run done');
  await expect(editor.row('Save image')).toContainText(/Done$/);
}

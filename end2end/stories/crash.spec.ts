// The server is killed in the middle of a run: nothing finished is lost or made twice, and the run goes on.
import { expect, test } from '../gesso.ts';

test('a run that was cut off goes on after the restart', async ({ gesso, editor }) => {
  await editor.add('Generate image');
  await editor.set('Width', '6000');
  await editor.set('Height', '6000');
  await editor.add('Blur');
  await editor.set('Sigma', '300');
  await editor.add('Save image');
  await editor.connect('Generate image', 'Image', 'Blur', 'Image');
  await editor.connect('Blur', 'Image', 'Save image', 'Image');
  await editor.saved();
  await editor.run();
  await expect(editor.row('Generate image')).toContainText('Done');
  await expect(editor.row('Save image')).toContainText('Running');
  await gesso.kill();
  await expect(editor.saveState).toHaveText(/^Offline/);
  await gesso.start();
  await editor.runIs('Run done');
  await expect(editor.row('Generate image')).toContainText('taken from the cache');
  await expect(editor.row('Save image')).toContainText('Done');
});

// The photo that stories bring: the sample of the first visit, as a person would have it on disk.
import { readFileSync } from 'node:fs';

export const photo = readFileSync(new URL('../public/sample/photo.jpg', import.meta.url));

// What is on the screen, pixel by pixel, and a large picture whose every pixel is known.
import type { Locator, Page } from '@playwright/test';
import { inflateSync } from 'node:zlib';
import { indexed } from './picture.ts';

/** 50 megapixels, as cameras have them. */
export const LARGE = { width: 8660, height: 5774 };

const COLORS: [number, number, number][] = [
  [20, 24, 40], [250, 240, 200], [200, 30, 60], [30, 140, 90], [60, 90, 220], [240, 160, 30], [150, 60, 190], [255, 255, 255],
];

/** A colour of the large picture: one that no neighbour has, and lines every 256 pixels. */
export function colorAt(x: number, y: number): number {
  return x % 256 === 0 || y % 256 === 0 ? 7 : (x * 3 + y * 5 + (x >> 5) + (y >> 6) * 2) % 7;
}

/** What the colour is on the screen, as 0xrrggbb. */
export function rgb(color: number): number {
  const [r, g, b] = COLORS[color];
  return (r << 16) | (g << 8) | b;
}

/** The large picture as a file. */
export function large(): Buffer {
  return indexed(LARGE.width, LARGE.height, COLORS, colorAt);
}

export interface Screen {
  width: number;
  height: number;
  /** As 0xrrggbb. */
  at(x: number, y: number): number;
}

/** What is on the screen there. */
export async function screen(page: Page, clip: { x: number; y: number; width: number; height: number }): Promise<Screen> {
  return decoded(await page.screenshot({ clip }));
}

/** Where an element is. */
export async function boxOf(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  return (await element.boundingBox())!;
}

/** A PNG of 8-bit RGB or RGBA, as browsers write them. */
function decoded(png: Buffer): Screen {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const channels = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let i = 0; i < stride; i += 1) {
      const left = i < channels ? 0 : rows[y * stride + i - channels];
      const up = y === 0 ? 0 : rows[(y - 1) * stride + i];
      const corner = i < channels || y === 0 ? 0 : rows[(y - 1) * stride + i - channels];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      rows[y * stride + i] = raw[y * (stride + 1) + 1 + i] + guess;
    }
  }
  return { width, height, at: (x, y) => rows.readUIntBE(y * stride + x * channels, 3) };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

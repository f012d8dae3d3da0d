// Pictures made on the spot: small ones of one colour, each with bytes of its own.
import { crc32, deflateSync } from 'node:zlib';

/** A PNG of one colour. */
export function plain(width: number, height: number, [r, g, b]: [number, number, number]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(r, g, b))]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** A PNG of few colours, which may be transparent to a degree: which one a pixel has, a function says. */
export function indexed(width: number, height: number, colors: [number, number, number, number?][], at: (x: number, y: number) => number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const row = y * (width + 1) + 1;
    for (let x = 0; x < width; x += 1) rows[row + x] = at(x, y);
  }
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const palette = chunk('PLTE', Buffer.from(colors.flatMap(([r, g, b]) => [r, g, b])));
  const isOpaque = colors.every(([, , , alpha]) => alpha === undefined);
  const alpha = isOpaque ? Buffer.alloc(0) : chunk('tRNS', Buffer.from(colors.map(([, , , alpha]) => alpha ?? 255)));
  return Buffer.concat([signature, chunk('IHDR', header), palette, alpha, chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}

/** A GIF that shows one colour after the other, each for a tenth of a second. */
export function animation(width: number, height: number, colors: [number, number, number][]): Buffer {
  const size = (length: number) => Buffer.of(length % 256, length >> 8);
  // Codes of three bits, the lowest first: "begin anew" before each pixel, so that codes never grow longer, and at last "end".
  const bits = '001000'.repeat(width * height) + '101';
  const data = Buffer.from(bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt([...byte].reverse().join(''), 2)));
  const blocks = Array.from({ length: Math.ceil(data.length / 255) }, (_, at) => {
    const block = data.subarray(at * 255, at * 255 + 255);
    return Buffer.concat([Buffer.of(block.length), block]);
  });
  const frames = colors.map((color) =>
    Buffer.concat([
      Buffer.of(0x21, 0xf9, 4, 0, 10, 0, 0, 0),
      Buffer.of(0x2c, 0, 0, 0, 0),
      size(width),
      size(height),
      Buffer.of(0x81, ...color, ...Array<number>(9).fill(0), 2),
      ...blocks,
      Buffer.of(0),
    ]),
  );
  return Buffer.concat([Buffer.from('GIF89a'), size(width), size(height), Buffer.of(0, 0, 0), ...frames, Buffer.of(0x3b)]);
}

/** So many of them, as files to choose. */
export function plains(count: number): { name: string; mimeType: string; buffer: Buffer }[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `p${String(at + 1).padStart(3, '0')}.png`,
    mimeType: 'image/png',
    buffer: plain(32, 24, [at, 255 - at, (at * 7) % 256]),
  }));
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The names in an archive, as the directory at its end says. */
export function namesIn(archive: Buffer): string[] {
  const end = archive.lastIndexOf(Buffer.of(0x50, 0x4b, 5, 6));
  const names: string[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place)) as [number, number, number];
    names.push(archive.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

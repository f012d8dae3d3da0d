// The graphs that are measured: rows of nodes, each wired to some before it, the same for every canvas and every run.
// Evaluated in the page, so that a hundred thousand nodes need not cross from here to there.

/** A graph of `n` nodes; `title` is a function, as the pages expect it. */
export function makeGraph(n) {
  let seed = 0x2545f491 ^ n;
  const random = () => {
    seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5;
    return (seed >>> 0) / 2 ** 32;
  };
  const nw = 216, nh = 132, columns = Math.ceil(Math.sqrt(n * 0.8));
  const x = [], y = [], kind = [], src = [], dst = [], sp = [], dp = [];
  for (let i = 0; i < n; i++) {
    const column = i % columns, row = Math.floor(i / columns);
    x.push(column * 300 + Math.round(random() * 40));
    y.push(row * 190 + Math.round(random() * 30));
    kind.push(Math.floor(random() * 6));
    // Mostly the neighbour to the left and one above, now and then one from far away.
    const sources = [column > 0 ? i - 1 : -1, row > 0 && random() < 0.8 ? i - columns + Math.floor(random() * 2) : -1];
    if (random() < 0.04) sources.push(Math.floor(random() * i));
    sources.forEach((from, port) => {
      if (from >= 0 && from < i) {
        src.push(from); dst.push(i); sp.push(Math.floor(random() * 2)); dp.push(port);
      }
    });
  }
  const words = ['Load', 'Blur', 'Blend', 'Grade', 'Key', 'Crop', 'Resize', 'Title', 'Matte', 'Warp'];
  return { n, m: src.length, nw, nh, x, y, src, dst, sp, dp, kind, title: i => `${words[i % words.length]} ${i}` };
}

/** The camera that shows the whole graph in `w` × `h` CSS pixels. */
export function fit(graph, w, h) {
  const right = graph.x.reduce((most, x) => Math.max(most, x), 0) + graph.nw;
  const bottom = graph.y.reduce((most, y) => Math.max(most, y), 0) + graph.nh;
  const k = Math.min(w * 0.94 / right, h * 0.94 / bottom, 1);
  return { x: (w - right * k) / 2, y: (h - bottom * k) / 2, k };
}

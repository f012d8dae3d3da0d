// LiteGraph with the graph of the bench: its own node and link drawing, as it comes.
const { LiteGraph, LGraph, LGraphCanvas } = window;
const canvas = document.getElementById('canvas');
let graph, view, given;
const COLORS = ['#335', '#353', '#533', '#355', '#535', '#553'];
const frame = () => new Promise(requestAnimationFrame);

function resize() { canvas.width = innerWidth; canvas.height = innerHeight; }
resize();
addEventListener('resize', () => { resize(); view?.setDirty(true, true); });

class Node {
  constructor() {
    for (const name of ['a', 'b', 'c']) this.addInput(name, '*');
    for (const name of ['r', 's']) this.addOutput(name, '*');
  }
}
LiteGraph.registerNodeType('bench/node', Node);

window.__bench = {
  async load(wanted) {
    given = wanted;
    graph = new LGraph();
    LiteGraph.MAX_NUMBER_OF_NODES = 1e6;
    const nodes = Array.from({ length: wanted.n }, (_, i) => {
      const node = LiteGraph.createNode('bench/node');
      node.title = wanted.title(i);
      node.pos = [wanted.x[i], wanted.y[i] + LiteGraph.NODE_TITLE_HEIGHT];
      node.size = [wanted.nw, wanted.nh - LiteGraph.NODE_TITLE_HEIGHT];
      node.color = COLORS[wanted.kind[i] % COLORS.length];
      graph.add(node, true);
      return node;
    });
    for (let i = 0; i < wanted.m; i++) {
      // What `connect` does without its redrawing and versions, which cost the square of the count.
      const link = new LiteGraph.LLink(++graph.last_link_id, '*', nodes[wanted.src[i]].id, wanted.sp[i], nodes[wanted.dst[i]].id, wanted.dp[i]);
      graph.links[link.id] = link;
      const output = nodes[wanted.src[i]].outputs[wanted.sp[i]];
      (output.links ??= []).push(link.id);
      nodes[wanted.dst[i]].inputs[wanted.dp[i]].link = link.id;
    }
    if (view) view.setGraph(graph);
    else {
      view = new LGraphCanvas(canvas, graph);
      view.ds.min_scale = 0.001;
      view.render_canvas_border = false;
    }
    view.setDirty(true, true);
    await frame();
    await frame();
  },
  setView(x, y, k) {
    view.ds.scale = k;
    view.ds.offset[0] = x / k;
    view.ds.offset[1] = y / k;
    view.setDirty(true, true);
  },
  getView() { const { scale, offset } = view.ds; return { x: offset[0] * scale, y: offset[1] * scale, k: scale }; },
  nodePos(i) { const { pos } = graph.getNodeById(i + 1) ?? graph._nodes[i]; return [pos[0], pos[1] - LiteGraph.NODE_TITLE_HEIGHT]; },
  selected() { return Object.keys(view.selected_nodes).length; },
  grab: [60, 12],
  gestures: { pan: { button: 'left' }, drag: { button: 'left' }, marquee: { button: 'left', key: 'Control' }, zoom: {} },
  isPane(x, y) {
    const { x: ox, y: oy, k } = this.getView();
    return !graph.getNodeOnPos((x - ox) / k, (y - oy) / k, graph._nodes, 5);
  },
  draw() { return [0, 0]; },
  stats() { return { nodes: given?.n, wires: given?.m }; },
};

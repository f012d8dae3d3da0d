// React Flow with the graph of the bench: its own default nodes with as many handles as are used, its own default edges.
import { createRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { Handle, Position, ReactFlow } from '@xyflow/react';

const visibleOnly = new URLSearchParams(location.search).has('visible');
let flow, show, size;
const HANDLES = [0, 1, 2];

function Node({ data }) {
  return (
    <div className="bench-node">
      {HANDLES.map(port => <Handle key={`i${port}`} id={`i${port}`} type="target" position={Position.Left} style={{ top: 50 + port * 24 }} />)}
      <b>{data.label}</b>
      {HANDLES.slice(0, 2).map(port => <Handle key={`o${port}`} id={`o${port}`} type="source" position={Position.Right} style={{ top: 50 + port * 24 }} />)}
    </div>
  );
}
const nodeTypes = { bench: Node };

function App() {
  const [graph, set] = useState();
  show = set;
  return graph && (
    <ReactFlow key={graph.key} defaultNodes={graph.nodes} defaultEdges={graph.edges} nodeTypes={nodeTypes} minZoom={0.001} maxZoom={4}
      onlyRenderVisibleElements={visibleOnly} panOnDrag={[1]} selectionOnDrag selectionMode="partial" panOnScroll={false} zoomOnScroll
      onInit={instance => { flow = instance; }} />
  );
}

createRoot(document.getElementById('root')).render(<App />);
const frame = () => new Promise(requestAnimationFrame);
let key = 0;

window.__bench = {
  async load(graph) {
    size = graph;
    flow = undefined;
    const nodes = Array.from({ length: graph.n }, (_, i) => ({
      id: `${i}`, type: 'bench', position: { x: graph.x[i], y: graph.y[i] }, data: { label: graph.title(i) }, width: graph.nw, height: graph.nh,
    }));
    const edges = Array.from({ length: graph.m }, (_, i) => ({
      id: `e${i}`, source: `${graph.src[i]}`, target: `${graph.dst[i]}`, sourceHandle: `o${graph.sp[i]}`, targetHandle: `i${graph.dp[i]}`,
    }));
    flushSync(() => show({ key: ++key, nodes, edges }));
    while (!flow || !document.querySelector('.react-flow__edge')) await frame();
    await frame();
    await frame();
  },
  setView(x, y, k) { flow.setViewport({ x, y, zoom: k }); },
  getView() { const { x, y, zoom } = flow.getViewport(); return { x, y, k: zoom }; },
  nodePos(i) { const { x, y } = flow.getNode(`${i}`).position; return [x, y]; },
  selected() { return flow.getNodes().filter(node => node.selected).length; },
  grab: [60, 12],
  gestures: { pan: { button: 'middle' }, drag: { button: 'left' }, marquee: { button: 'left', key: 'Shift' }, zoom: {} },
  isPane(x, y) { return document.elementFromPoint(x, y)?.classList.contains('react-flow__pane') ?? false; },
  draw() { return [0, 0]; },
  stats() { return { nodes: size?.n, wires: size?.m }; },
};

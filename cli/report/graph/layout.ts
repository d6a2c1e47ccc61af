import { Graph as DagreGraph, layout } from "@dagrejs/dagre";
import type { Graph, GraphEdge, GraphNode } from "./graph";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box with its middle and its size, in pixels. */
export interface PlacedNode extends GraphNode, Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge extends GraphEdge {
  readonly points: readonly Point[];
  /** Middle of the label. */
  readonly at: Point;
}

/** A graph with a place for everything. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const margin = 8;
/** Pixels of a letter of the font, by its widest: boxes rather leave room than let text run over. */
const letter = { title: 8.2, label: 7 } as const;
const height = { node: 52, label: 20 } as const;

/** Pixels between what stands side by side. */
const apart = { wide: { nodesep: 36, edgesep: 26 }, narrow: { nodesep: 18, edgesep: 14 } } as const;

/**
 * Places a graph from top to bottom. The same graph is always placed the same. `room`: `narrow` for what has to be read
 * on a phone.
 */
export function laidOut({ nodes, edges }: Graph, room: keyof typeof apart = "wide"): Layout {
  const graph = new DagreGraph();
  graph.setGraph({ rankdir: "TB", ranksep: 34, ...apart[room], marginx: margin, marginy: margin });
  for (const { id, title, detail } of nodes) {
    const width = Math.max(title.length, detail.length) * letter.title + 28;
    graph.setNode(id, { width: Math.max(width, 150), height: height.node });
  }
  for (const { from, to, label } of edges) {
    const size = { width: label.length * letter.label + 12, height: height.label, labelpos: "c" as const };
    graph.setEdge(from, to, size);
  }
  layout(graph);
  const whole = graph.graph();
  return {
    width: Math.ceil(whole.width ?? 0),
    height: Math.ceil(whole.height ?? 0),
    nodes: nodes.map((node) => ({ ...node, ...rounded(graph.node(node.id)) })),
    edges: edges.map((edge) => {
      const { points = [], x = 0, y = 0 } = graph.edge(edge.from, edge.to);
      return { ...edge, points: points.map(point), at: point({ x, y }) };
    }),
  };
}

function rounded({ x = 0, y = 0, width = 0, height = 0 }: Partial<Omit<PlacedNode, keyof GraphNode>>) {
  return { ...point({ x, y }), width: Math.round(width), height: Math.round(height) };
}

/** Tenths of a pixel are enough, and keep pictures the same from machine to machine. */
function point({ x, y }: Point): Point {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}

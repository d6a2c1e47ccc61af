/** As much of a graph as lines depend on. */
export interface Lines {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/** Characters of the picture, by what they say. */
const strokes = {
  /** Something that others read. */
  node: "●",
  /** Something that nobody reads. */
  sink: "○",
  pass: "│",
  read: "├",
  lastRead: "╰",
  readOn: "┼",
  lastReadOn: "┴",
  line: "─",
} as const;

/**
 * The graph for a terminal: a line for each node, in the order given, which has to be one in which everything comes
 * after what it reads. What a node publishes goes down from its dot in a lane, to the last that reads it.
 */
export function lanes({ nodes, edges }: Lines): readonly string[] {
  const place = new Map(nodes.map(({ id }, index) => [id, index]));
  const readers = nodes.map(({ id }) => edges.filter(({ from }) => from === id).map(({ to }) => place.get(to) ?? 0));
  const last = readers.map((all) => Math.max(-1, ...all));
  return nodes.map((_, row) => {
    const reads = readers.slice(0, row).map((all) => all.includes(row));
    const first = reads.indexOf(true);
    const cells = nodes.slice(0, row).map((_, lane) => {
      const at = { reads: reads[lane] === true, ends: (last[lane] ?? -1) <= row, within: first >= 0 && lane > first };
      return `${stroke(at)}${first >= 0 && lane >= first ? strokes.line : " "}`;
    });
    return `${cells.join("")}${(last[row] ?? -1) > row ? strokes.node : strokes.sink}`;
  });
}

/** A lane where it meets a line. */
interface Crossing {
  /** Whether what stands on the line reads what the lane carries. */
  readonly reads: boolean;
  /** Whether nobody further down does. */
  readonly ends: boolean;
  /** Whether the line has begun further left. */
  readonly within: boolean;
}

function stroke({ reads, ends, within }: Crossing): string {
  if (!reads) return ends ? (within ? strokes.line : " ") : strokes.pass;
  if (within) return ends ? strokes.lastReadOn : strokes.readOn;
  return ends ? strokes.lastRead : strokes.read;
}

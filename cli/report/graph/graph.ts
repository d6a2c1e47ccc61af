import type { ContractRead } from "../model/contracts";
import type { StackSummary } from "../model/stacks";

/** A box of a picture. */
export interface GraphNode {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** Where a click leads to: a fragment of the page. */
  readonly href: string;
}

/** An arrow, in the direction in which knowledge goes: from who publishes to who reads. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** The arrow in words, for who does not see it. */
  readonly meaning: string;
  readonly href: string;
}

/** What the page, a picture and the terminal draw alike. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Stacks with the contracts between them. */
export function stackGraph(
  stacks: readonly Pick<StackSummary, "id" | "total">[],
  contracts: readonly ContractRead[],
): Graph {
  return {
    nodes: stacks.map(({ id, total }) => {
      return { id, title: id, detail: `${total} resource${total === 1 ? "" : "s"}`, href: `#resources/${id}` };
    }),
    edges: contracts.map(({ producer, reader, outputs }) => {
      const used = outputs.filter(({ usedBy }) => usedBy.length > 0).length;
      return {
        from: producer,
        to: reader,
        label: `${used} of ${outputs.length}`,
        meaning: `${reader} uses ${used} of ${outputs.length} outputs of ${producer}`,
        href: contractHref(producer, reader),
      };
    }),
  };
}

/** Address of a contract's details within the page. */
export function contractHref(producer: string, reader: string): string {
  return `#contracts/${producer}/${reader}`;
}

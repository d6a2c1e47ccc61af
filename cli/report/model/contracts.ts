import type { Output } from "../output/output";

/** An output of a contract, and what uses it in the stack that reads it. */
export interface OutputUse {
  readonly name: string;
  readonly kind: string;
  readonly meaning: string;
  /** Addresses of resources; empty where the reader does not use it. */
  readonly usedBy: readonly string[];
}

/** One stack reads the contract of another. */
export interface ContractRead {
  readonly producer: string;
  readonly reader: string;
  readonly version: number;
  /** All that the contract offers: the reader can read every one, since it reads the whole state. */
  readonly outputs: readonly OutputUse[];
}

/** Who reads which contract, by what stands in the stacks. */
export function contractReads(output: Output): readonly ContractRead[] {
  return output.stackIds.flatMap((reader) => {
    const producers = Object.keys(output.stack(reader).data?.terraform_remote_state ?? {});
    const uses = usesIn(output, reader);
    return output.stackIds
      .filter((producer) => producers.includes(producer))
      .map((producer) => contractRead(output, producer, reader, uses.get(producer)));
  });
}

/** Addresses of users by producer and output. */
type Uses = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

function contractRead(output: Output, producer: string, reader: string, used: ReturnType<Uses["get"]>): ContractRead {
  const { version = 0, outputs = {} } = output.contracts[producer] ?? {};
  return {
    producer,
    reader,
    version,
    outputs: Object.entries(outputs).map(([name, { kind, meaning }]) => {
      return { name, kind, meaning, usedBy: [...(used?.get(name) ?? [])].sort() };
    }),
  };
}

const use = /data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)/g;

function usesIn(output: Output, reader: string): Uses {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const { address, body } of output.resources(reader)) {
    for (const [, producer = "", name = ""] of JSON.stringify(body).matchAll(use)) {
      const outputs = found.get(producer) ?? new Map<string, Set<string>>();
      found.set(producer, outputs.set(name, (outputs.get(name) ?? new Set()).add(address)));
    }
  }
  return found;
}

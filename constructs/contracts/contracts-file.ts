import type { PlatformStack } from "../stack/platform-stack";
import { outputName } from "./contract";

/** What `cdktf.out/contracts.json` says: per stack the version, the outputs, and who reads them. */
export function contractsFile(stacks: readonly PlatformStack[]) {
  return Object.fromEntries(
    stacks.flatMap(({ id, published }) => {
      if (!published) return [];
      const { version, fields } = published.contract;
      const outputs = Object.fromEntries(
        Object.entries(fields).map(([name, { kind, meaning }]) => [outputName(name), { kind, meaning }]),
      );
      const readBy = stacks.filter((stack) => stack.contractsRead.some((read) => read.stack === id)).map((s) => s.id);
      return [[id, { version, outputs, readBy }]];
    }),
  );
}

import type { Finding } from "../../errors";
import { type Contract, outputName } from "../contract";
import type { InspectedStack } from "./inspected-stack";
import { contractFile } from "./native-references";

/** `data.terraform_remote_state.x` with, where it follows, the one output that is taken: `.outputs.y`, `.outputs["y"]`. */
const stateUse =
  /(?<![\w.])data\.terraform_remote_state\.([A-Za-z_][\w-]*)(?:\.outputs(?:\.([A-Za-z_][\w-]*)|\["([\w-]+)"\]))?/g;

/** Whatever is taken from the state of a contract beside the contract's fields: all of it is there to be taken. */
export function outputFindings({ stack, code: pieces }: InspectedStack): readonly Finding[] {
  const outputs = new Map(stack.contractsRead.map((read) => [read.stack as string, outputsOf(read)]));
  return pieces.flatMap(({ code, place, dependency }) =>
    [...code.matchAll(stateUse)].flatMap(([use, producer = "", attribute, key]) => {
      const known = outputs.get(producer);
      const output = attribute ?? key;
      if (!known || (output === undefined && dependency)) return [];
      if (output === undefined) return [wholeState(use, producer, place)];
      return known.has(output) ? [] : [noField(use, producer, place)];
    }),
  );
}

function outputsOf({ fields }: Contract): ReadonlySet<string> {
  return new Set(Object.keys(fields).map(outputName));
}

function noField(use: string, producer: string, place: string): Finding {
  return {
    place,
    value: use,
    problem: `the contract of ${producer} has no such field`,
    fix: `add one to ${contractFile(producer)} and read it through that`,
    code: "unknown-output",
  };
}

function wholeState(use: string, producer: string, place: string): Finding {
  return {
    place,
    value: use,
    problem: `it takes more of the state of ${producer} than a field of its contract`,
    fix: "take the fields that you need, one by one, from what this.read(…) gives back",
    code: "whole-state",
  };
}

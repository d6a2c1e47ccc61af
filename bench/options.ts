import { parseArgs } from "node:util";
import { type PartName, parts } from "./parts";

export interface Options {
  readonly only: readonly PartName[];
  readonly record: boolean;
  readonly help: boolean;
}

const names = Object.keys(parts) as PartName[];

export const usage = `npm run bench -- [--only <part>]… [--record]

Measures what the platform costs, prints tables and writes bench/results.json. Nothing is asked of a network.

  --only <part>  this part alone, as often as wanted: ${names.join(", ")}
  --record       what is measured becomes the record, bench/recorded.json

Exit codes: 0 all ratios hold; 1 a ratio is worse than its record by more than a third, or above its limit.

Example: npm run bench -- --only synthesis --only growth
`;

export function readOptions(args: readonly string[]): Options | { readonly refused: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: "string", multiple: true },
        record: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const unknown = values.only?.find((name) => !(name in parts));
    if (unknown !== undefined) return { refused: `--only ${unknown}: there is no such part; take ${names.join(", ")}` };
    return { only: (values.only as PartName[]) ?? names, record: values.record, help: values.help };
  } catch (error) {
    return { refused: `${(error as Error).message}\n${usage}` };
  }
}

import { stackIds } from "../../../constructs/stack/stack-id";
import { svgFile } from "../../report/graph/svg-file";
import { arrow, box, boxHeight, drawn, words } from "./drawing";

const size = { width: 560, pad: 16, x: 160, box: 236, step: 46 } as const;
const left = { x: size.pad, width: 110 } as const;
const right = { x: 440, width: 104 } as const;

const description =
  "First pass, from identity to apps: additions and changes; what a later stack still uses is held back. " +
  "Then the ledger is brought up to date. Second pass, from apps to identity: what was held back is removed. Then the ledger again.";

/** In which order a change is applied, and what the ledger has to do with it. */
export function rolloutPicture(): string {
  const bottom = size.pad + stackIds.length * size.step;
  const ledger = bottom + 14;
  const middle = ledger + boxHeight(2) / 2;
  const content = [
    ...stackIds.map((stack, index) =>
      box({ x: size.x, y: size.pad + index * size.step, width: size.box }, `${index + 1} ${stack}`),
    ),
    arrow(`M${size.x - 22} ${size.pad + 8}V${middle - 10}q0 10 10 10H${size.x - 2}`),
    arrow(`M${size.x + size.box} ${middle}h12q10 0 10 -10V${size.pad + 8}`),
    words(
      { ...left, y: 110 },
      "First pass",
      "additions and",
      "changes, 1 to 6;",
      "what later stacks",
      "still use is",
      "held back",
    ),
    words(
      { ...right, y: 110 },
      "Second pass",
      "removals, 6 to 1:",
      "what was held",
      "back goes, users",
      "before what",
      "they use",
    ),
    box(
      { x: size.x, y: ledger, width: size.box },
      "Ledger, after each pass",
      "record: adds what is deployed",
      "retire: takes out what is gone",
    ),
  ];
  const height = ledger + boxHeight(2) + size.pad;
  return svgFile(
    drawn({ title: "In which order a change is applied", width: size.width, height, content }),
    description,
  );
}

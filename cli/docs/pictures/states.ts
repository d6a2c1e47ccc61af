import { svgFile } from "../../report/graph/svg-file";
import { type Html, html } from "../../report/html/html";
import type { Report } from "../../report/model/report";
import type { StateAccess, StateUse } from "../../report/model/state-access";
import { drawn, words } from "./drawing";

const size = { left: 196, top: 52, cell: 58, row: 36, pad: 16, chip: 18 } as const;

/** What may be done with a state: with the letter of its chip. */
const kinds = [
  ["reads", "R"],
  ["writes", "W"],
  ["locks", "L"],
] as const;
type Kind = (typeof kinds)[number][0];

/** Who may do what with which state, by what the policies say: a row for each stack's deployers. */
export function statesPicture({ states }: Report): string {
  const rows = states.map(({ stack }) => stack);
  const width = size.left + states.length * size.cell + size.pad;
  const legend = size.top + rows.length * size.row + 30;
  const cells = rows.flatMap((stack, row) => states.map((state, column) => cell(doneBy(stack, state), row, column)));
  const content = [
    words({ x: size.pad, y: 26, width }, "deployers of"),
    words({ x: size.left, y: 26, width }, "state of"),
    ...rows.flatMap((stack, index) => [rowHead(stack, index), columnHead(index)]),
    ...cells,
    ...kinds.map(([kind, letter], index) => legendLine(kind, letter, rolesThat(kind, states), legend + index * 26)),
  ];
  const title = "Which stack's deployers reach which state";
  const height = legend + kinds.length * 26;
  return svgFile(drawn({ title, width, height, content }), states.map(told).join(" "));
}

/** What any of a stack's deployers does with a state. */
function doneBy(stack: string, { uses }: StateAccess): readonly Kind[] {
  const own = uses.filter(({ role }) => stackOf(role) === stack);
  return kinds.map(([kind]) => kind).filter((kind) => own.some((use) => use[kind]));
}

const stackOf = (role: string) => role.replace(/-[a-z]+$/, "");

/** Which of the roles do it with a state of their own stack, such as `plan, apply`. */
function rolesThat(kind: Kind, states: readonly StateAccess[]): string {
  const does = ({ stack, uses }: StateAccess) =>
    uses
      .filter((use: StateUse) => use[kind] && stackOf(use.role) === stack)
      .map(({ role }) => role.replace(/^.*-/, ""));
  return [...new Set(states.flatMap(does))].join(", ");
}

function rowHead(stack: string, index: number): Html {
  const y = size.top + index * size.row;
  return html`<path class="zone" d="M${size.pad} ${y}h${size.left + 6 * size.cell - size.pad}"/><text x="${size.pad}" y="${y + 23}">${index + 1} ${stack}</text>
`;
}

function columnHead(index: number): Html {
  return html`<text class="node-title" x="${size.left + index * size.cell + size.cell / 2}" y="45" text-anchor="middle">${index + 1}</text>`;
}

function cell(done: readonly Kind[], row: number, column: number): Html {
  const middle = size.left + column * size.cell + size.cell / 2;
  const y = size.top + row * size.row + 9;
  const shown = kinds.filter(([kind]) => done.includes(kind));
  return html`${shown.map(([kind, letter], index) => chip(kind, letter, middle + (index - shown.length / 2) * size.chip, y))}`;
}

function chip(kind: Kind, letter: string, x: number, y: number): Html {
  return html`<rect class="${kind}" x="${x}" y="${y}" width="${size.chip - 1}" height="19" rx="4"/><text x="${x + 8.5}" y="${y + 14}" text-anchor="middle">${letter}</text>
`;
}

function legendLine(kind: Kind, letter: string, roles: string, y: number): Html {
  return html`${chip(kind, letter, size.pad, y - 14)}<text class="quiet" x="${size.pad + 28}" y="${y}">${kind}: ${roles}</text>
`;
}

function told({ stack, uses }: StateAccess): string {
  const readers = [...new Set(uses.filter(({ reads }) => reads).map(({ role }) => stackOf(role)))];
  const writers = uses.filter(({ writes }) => writes).map(({ role }) => role);
  return `The state of ${stack} is read by deployers of ${readers.join(", ")}, and written by ${writers.join(", ")}.`;
}

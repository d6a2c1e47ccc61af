import { describeFinding } from "../../../constructs/errors";
import type { Endangered } from "./endangered";

/** What a plan does to data, by what follows from it. */
export interface DataVerdict {
  readonly stops: readonly Endangered[];
  /** Worth a look, and no more. */
  readonly warns: readonly Endangered[];
  /** Stopped, had nobody named it. */
  readonly allowed: readonly Endangered[];
  /** Addresses that were named for nothing. */
  readonly needless: readonly string[];
}

export interface DataRules {
  /** Addresses that the command line lets through, each spelled out. */
  readonly allow: readonly string[];
  /** Whether the environment is one of production: a weaker protection stops there, and elsewhere it is a warning. */
  readonly production: boolean;
}

/** Loss of data stops always. What AWS would refuse stays stopped: it would end half-way through the apply. */
export function judged(endangered: readonly Endangered[], { allow, production }: DataRules): DataVerdict {
  const stopping = endangered.filter(({ lost }) => lost || production);
  const isAllowed = ({ address, refusedByAws }: Endangered) => allow.includes(address) && !refusedByAws;
  return {
    stops: stopping.filter((one) => !isAllowed(one)),
    warns: endangered.filter((one) => !stopping.includes(one)),
    allowed: stopping.filter(isAllowed),
    needless: allow.filter((address) => !stopping.some((one) => one.address === address)),
  };
}

/** Why a plan is stopped, and how to go on where all of it is meant. `command`: what to run again. */
export function dataStopText({ stops, allowed }: DataVerdict, command: string): string {
  const changes = stops.length === 1 ? "1 change endangers" : `${stops.length} changes endanger`;
  const own = stops.filter(({ refusedByAws }) => !refusedByAws).map(({ address }) => address);
  const addresses = [...new Set([...allowed.map(({ address }) => address), ...own])];
  const options = addresses.map((address) => ` --allow ${quoted(address)}`).join("");
  return [
    `${changes} what is stored`,
    ...lines(stops),
    "Nothing was applied.",
    ...(own.length > 0
      ? ["Where all of it is meant, each by its own address, let it through with", `  ${command}${options}`]
      : []),
    "",
  ].join("\n");
}

/** What nobody has to mend; nothing where there is nothing to tell. */
export function dataNotes({ warns, allowed, needless }: DataVerdict): string {
  return [
    ...(warns.length > 0 ? ["To look at, though it stops nothing outside of production:", ...lines(warns)] : []),
    ...(allowed.length > 0 ? ["Let through by --allow:", ...lines(allowed)] : []),
    ...needless.map((address) => `--allow ${address} lets nothing through: nothing of that address is stopped here.`),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function lines(endangered: readonly Endangered[]): readonly string[] {
  return endangered.map(({ finding }) => `  - ${describeFinding(finding)}`);
}

/** As a shell takes it: keys of `for_each` stand in brackets and double quotes. */
function quoted(address: string): string {
  return /^[\w.-]+$/.test(address) ? address : `'${address}'`;
}

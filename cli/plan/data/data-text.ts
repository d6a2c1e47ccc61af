import { describeFinding } from "../../../constructs/errors";
import { type Allowed, entryText } from "../allowed/allowed";
import type { Endangered } from "./endangered";

/** What a plan does to data, by what follows from it. */
export interface DataVerdict {
  readonly stops: readonly Endangered[];
  /** Worth a look, and no more. */
  readonly warns: readonly Endangered[];
  /** Stopped, had nobody named it on the command line. */
  readonly allowed: readonly Endangered[];
  /** Stopped, had no reviewed commit named it. */
  readonly reviewed: readonly Reviewed[];
  /** Addresses that were named for nothing. */
  readonly needless: readonly string[];
}

export interface Reviewed {
  readonly endangered: Endangered;
  readonly entry: Allowed;
}

export interface DataRules {
  /** Addresses that the command line lets through, each spelled out. */
  readonly allow: readonly string[];
  /** What reviewed commits let through, of this plan's stack. */
  readonly reviewed: readonly Allowed[];
  /** Whether the environment is one of production: a weaker protection stops there, and elsewhere it is a warning. */
  readonly production: boolean;
}

/** Loss of data stops always. What AWS would refuse stays stopped: it would end half-way through the apply. */
export function judged(endangered: readonly Endangered[], { allow, reviewed, production }: DataRules): DataVerdict {
  const stopping = endangered.filter(({ lost }) => lost || production);
  const isAllowed = ({ address, refusedByAws }: Endangered) => allow.includes(address) && !refusedByAws;
  const byReview = stopping.flatMap((one) => {
    const entry = reviewed.find(({ address }) => address === one.address);
    return entry && !one.refusedByAws && !isAllowed(one) ? [{ endangered: one, entry }] : [];
  });
  return {
    stops: stopping.filter((one) => !isAllowed(one) && !byReview.some(({ endangered: other }) => other === one)),
    reviewed: byReview,
    warns: endangered.filter((one) => !stopping.includes(one)),
    allowed: stopping.filter(isAllowed),
    needless: allow.filter((address) => !stopping.some((one) => one.address === address)),
  };
}

export interface WaysOn {
  /** What to run again. */
  readonly command: string;
  /** File of what reviewed commits let through, as the user knows it. */
  readonly file: string;
  /** The stack whose plan it is, where that is known. */
  readonly stack?: string | undefined;
}

/** Why a plan is stopped, and how to go on where all of it is meant. */
export function dataStopText({ stops, allowed }: DataVerdict, { command, file, stack }: WaysOn): string {
  const changes = stops.length === 1 ? "1 change endangers" : `${stops.length} changes endanger`;
  const own = stops.filter(({ refusedByAws }) => !refusedByAws).map(({ address }) => address);
  const addresses = [...new Set([...allowed.map(({ address }) => address), ...own])];
  const options = addresses.map((address) => ` --allow ${quoted(address)}`).join("");
  return [
    `${changes} what is stored`,
    ...lines(stops),
    "Nothing was applied.",
    ...(own.length > 0
      ? [
          "Where all of it is meant, each by its own address, let it through with",
          `  ${command}${options}`,
          `For pipelines, write each into the list of ${file}, with the reason, and have it reviewed:`,
          ...[...new Set(own)].map((address) => `  ${entryText({ stack: stack ?? "<stack>", address, reason: "" })}`),
        ]
      : []),
    "",
  ].join("\n");
}

/** What nobody has to mend; nothing where there is nothing to tell. */
export function dataNotes({ warns, allowed, reviewed, needless }: DataVerdict, file: string): string {
  return [
    ...(warns.length > 0 ? ["To look at, though it stops nothing outside of production:", ...lines(warns)] : []),
    ...(allowed.length > 0 ? ["Let through by --allow:", ...lines(allowed)] : []),
    ...(reviewed.length > 0 ? [`Let through by ${file}:`, ...reviewed.map(reviewedLine)] : []),
    ...needless.map((address) => `--allow ${address} lets nothing through: nothing of that address is stopped here.`),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function lines(endangered: readonly Endangered[]): readonly string[] {
  return endangered.map(({ finding }) => `  - ${describeFinding(finding)}`);
}

function reviewedLine({ endangered, entry }: Reviewed): string {
  return `  - ${describeFinding(endangered.finding)} Reason: ${entry.reason}`;
}

/** As a shell takes it: keys of `for_each` stand in brackets and double quotes. */
function quoted(address: string): string {
  return /^[\w.-]+$/.test(address) ? address : `'${address}'`;
}

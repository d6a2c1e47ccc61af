import path from "node:path";
import { type Waiting, waitingIn } from "../constructs/ledger/waiting";
import type { PlatformApp } from "../constructs/stack/platform-app";
import type { ResolvedStack } from "../constructs/stack/resolved-tree";
import { alertLine, alertReceivers } from "./alert-receivers";
import { costText } from "./cost/cost-text";
import { type MonthlyCost, monthlyCost } from "./cost/monthly-cost";
import { table } from "./table";

interface StackSummary {
  readonly stack: string;
  /** Number of resources, by Terraform provider. */
  readonly resources: Readonly<Record<string, number>>;
  readonly readsFrom: readonly string[];
  readonly state: string;
  /** Seconds that this stack took to build and resolve. */
  readonly seconds: number;
}

export interface Summary {
  readonly environment: string;
  readonly output: string;
  readonly stacks: readonly StackSummary[];
  readonly monthlyCost: MonthlyCost;
  /** Who is told of alerts; nobody where it is empty. */
  readonly alertReceivers: readonly string[];
  /** Things that are left out of the sources and deployed still, as the ledger has it. */
  readonly waiting: readonly Waiting[];
  /** Seconds of the whole process. */
  readonly seconds: number;
}

export function summarize(app: PlatformApp, seconds: number): Summary {
  return {
    environment: app.environment.name,
    output: path.relative(process.cwd(), app.target) || ".",
    stacks: app.resolveAll().map(summarizeStack),
    monthlyCost: monthlyCost(app.environment, app.resolveAll()),
    alertReceivers: alertReceivers(app.environment),
    waiting: waitingIn(app.ledger, app.heldBack, app.resolveAll()),
    seconds: round(seconds),
  };
}

function summarizeStack({ stack, elements, seconds }: ResolvedStack): StackSummary {
  const providers = elements.filter(({ block }) => block === "resource").map(({ type }) => type.replace(/_.*/, ""));
  const resources = Object.fromEntries(
    [...new Set(providers)].sort().map((provider) => [provider, providers.filter((name) => name === provider).length]),
  );
  const readsFrom = stack.contractsRead.map((contract) => contract.stack);
  return { stack: stack.id, resources, readsFrom, state: stack.stateDescription, seconds: round(seconds) };
}

export function jsonSummary(summary: Summary): string {
  return `${JSON.stringify(summary, null, 2)}\n`;
}

/** The summary for people; in colour only where `stream` is a terminal. */
export function textSummary(summary: Summary, stream: NodeJS.WriteStream): string {
  const bold = (text: string) => (stream.isTTY ? `\u001b[1m${text}\u001b[22m` : text);
  const rows = summary.stacks.map(({ stack, resources, readsFrom, state, seconds }) => [
    stack,
    String(total(resources)),
    byKind(resources),
    readsFrom.join(", ") || "-",
    state,
    seconds.toFixed(2),
  ]);
  const all = summary.stacks.reduce((sum, { resources }) => sum + total(resources), 0);
  return [
    bold(`Environment ${summary.environment}: ${all} resources in ${rows.length} stacks`),
    "",
    ...table([["stack", "resources", "by kind", "reads from", "state", "seconds"], ...rows], [1, 5]).map(
      (line, index) => (index === 0 ? bold(line) : line),
    ),
    "",
    ...waitingLines(summary.waiting),
    ...costText(summary.monthlyCost),
    "",
    alertLine(summary.alertReceivers),
    "",
    `Written to ${summary.output}/stacks in ${summary.seconds.toFixed(2)} s.`,
    "",
  ].join("\n");
}

function waitingLines({ length }: readonly Waiting[]): readonly string[] {
  if (length === 0) return [];
  const things = length === 1 ? "1 thing waits" : `${length} things wait`;
  return [`${things} for a second pass or to be retired: npx platform plan <stack> says what.`, ""];
}

function total(resources: Readonly<Record<string, number>>): number {
  return Object.values(resources).reduce((sum, count) => sum + count, 0);
}

function byKind(resources: Readonly<Record<string, number>>): string {
  return Object.entries(resources)
    .map(([provider, count]) => `${provider} ${count}`)
    .join(", ");
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

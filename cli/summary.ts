import path from "node:path";
import { type Waiting, waitingIn } from "../constructs/ledger/waiting";
import type { PlatformApp } from "../constructs/stack/platform-app";
import type { ResolvedStack } from "../constructs/stack/resolved-tree";
import { alertLine, alertReceivers } from "./alert-receivers";
import { costText } from "./cost/cost-text";
import { type MonthlyCost, monthlyCost } from "./cost/monthly-cost";
import { fittingTable } from "./fitting-table";
import { lanes } from "./report/graph/lanes";
import type { PolicySize } from "./report/model/policy-sizes";
import { wrappedText } from "./wrapped-text";

interface StackSummary {
  readonly stack: string;
  /** Number of resources, by Terraform provider. */
  readonly resources: Readonly<Record<string, number>>;
  readonly readsFrom: readonly string[];
  readonly state: string;
  /** What IAM's limits leave the apply role: policies attached to it, and how full the fullest of them is. */
  readonly policies: { readonly attached: number; readonly limit: number; readonly fullest: number };
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
  /** Path of the page that shows who can do what. */
  readonly report: string;
  /** Seconds of the whole process. */
  readonly seconds: number;
}

/** The page that was written, and what it says of policies. */
export interface WrittenReport {
  readonly page: string;
  readonly policySizes: readonly PolicySize[];
}

export function summarize(app: PlatformApp, { page, policySizes }: WrittenReport, seconds: number): Summary {
  return {
    environment: app.environment.name,
    output: fromHere(app.target),
    stacks: app.resolveAll().map((one) => summarizeStack(one, policySizes)),
    monthlyCost: monthlyCost(app.environment, app.resolveAll()),
    alertReceivers: alertReceivers(app.environment),
    waiting: waitingIn(app.ledger, app.heldBack, app.resolveAll()),
    report: fromHere(page),
    seconds: round(seconds),
  };
}

function fromHere(place: string): string {
  return path.relative(process.cwd(), place) || ".";
}

function summarizeStack({ stack, elements, seconds }: ResolvedStack, sizes: readonly PolicySize[]): StackSummary {
  const providers = elements.filter(({ block }) => block === "resource").map(({ type }) => type.replace(/_.*/, ""));
  const resources = Object.fromEntries(
    [...new Set(providers)].sort().map((provider) => [provider, providers.filter((name) => name === provider).length]),
  );
  const readsFrom = stack.contractsRead.map((contract) => contract.stack);
  const state = stack.stateDescription;
  return {
    stack: stack.id,
    resources,
    readsFrom,
    state,
    policies: policiesOf(stack.id, sizes),
    seconds: round(seconds),
  };
}

function policiesOf(stack: string, sizes: readonly PolicySize[]): StackSummary["policies"] {
  const own = sizes.filter(({ owner }) => owner === `${stack}-apply`);
  const attachments = own.find(({ what }) => what === "attachments");
  const fullest = Math.max(0, ...own.filter(({ what }) => what === "policy").map(({ size, limit }) => size / limit));
  return { attached: attachments?.size ?? 0, limit: attachments?.limit ?? 0, fullest: round(fullest) };
}

export function jsonSummary(summary: Summary): string {
  return `${JSON.stringify(summary, null, 2)}\n`;
}

/** As much of a terminal as the summary depends on. */
export type Screen = Pick<NodeJS.WriteStream, "isTTY" | "columns"> & Partial<Pick<NodeJS.WriteStream, "hasColors">>;

/** Lines of text are easier to read where they end here, however wide the screen is. */
const widest = 120;

/**
 * The summary for people: the stacks as a graph, in which lines lead from a stack to those that read its contract. Bold
 * where `screen` is a terminal with colours (which NO_COLOR turns off), and no wider than it.
 */
export function textSummary(summary: Summary, screen: Screen): string {
  const bold = (text: string) => (screen.isTTY && screen.hasColors?.() !== false ? `\u001b[1m${text}\u001b[22m` : text);
  const width = screen.isTTY ? (screen.columns ?? widest) : Number.POSITIVE_INFINITY;
  const paragraph = (text: string) => wrappedText(text, Math.min(width, widest), "  ");
  const all = summary.stacks.reduce((sum, { resources }) => sum + total(resources), 0);
  return [
    bold(`Environment ${summary.environment}: ${all} resources in ${summary.stacks.length} stacks`),
    "",
    ...stackTable(summary.stacks, width).map((line, index) => (index === 0 ? bold(line) : line)),
    "",
    ...waitingLines(summary.waiting).flatMap(paragraph),
    ...costText(summary.monthlyCost).flatMap(paragraph),
    ...paragraph(alertLine(summary.alertReceivers)),
    "",
    ...paragraph(`Written to ${summary.output}/stacks in ${summary.seconds.toFixed(2)} s.`),
    ...paragraph(`Who can do what: ${summary.report}`),
    "",
  ].join("\n");
}

function stackTable(stacks: readonly StackSummary[], width: number): readonly string[] {
  const cells = (text: (stack: StackSummary) => string) => stacks.map(text);
  const edges = stacks.flatMap(({ stack, readsFrom }) => readsFrom.map((from) => ({ from, to: stack })));
  const drawing = lanes({ nodes: stacks.map(({ stack }) => ({ id: stack })), edges });
  return fittingTable(
    [
      { head: "stack", cells: cells(({ stack }) => stack) },
      { head: "graph", cells: drawing },
      { head: "resources", cells: cells(({ resources }) => String(total(resources))), numeric: true },
      { head: "by kind", cells: cells(({ resources }) => byKind(resources)), worth: 2 },
      { head: "reads from", cells: cells(({ readsFrom }) => readsFrom.join(", ") || "-"), worth: 0 },
      { head: "apply policies", cells: cells(({ policies }) => policiesText(policies)), worth: 1.5 },
      { head: "state", cells: cells(({ state }) => state), worth: 3 },
      { head: "seconds", cells: cells(({ seconds }) => seconds.toFixed(2)), numeric: true, worth: 1 },
    ],
    width,
  );
}

function policiesText({ attached, limit, fullest }: StackSummary["policies"]): string {
  return `${attached} of ${limit}, fullest ${Math.round(fullest * 100)} %`;
}

function waitingLines({ length }: readonly Waiting[]): readonly string[] {
  if (length === 0) return [];
  const things = length === 1 ? "1 thing waits" : `${length} things wait`;
  return [`${things} for a second pass or to be retired: npx platform plan <stack> says what.`];
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

import type { Environment } from "../../environments/schema/environment";
import { table } from "../table";
import { type Status, statuses } from "./check";
import type { Examined } from "./run-checks";

/** Of whom the examination was. */
export interface Subject {
  readonly environment: Environment;
  /** The one stack that was looked at. @default - all */
  readonly stack?: string;
}

/** One line for each thing that was found, with what to do about it, and how many of each there are. */
export function doctorText(examined: readonly Examined[], { environment, stack }: Subject): string {
  const { name, aws } = environment;
  const rows = examined.flatMap(({ check, lines }) =>
    lines.map(({ status, text, fix }) => [status, check.id, fix ? `${text}. Fix: ${fix}.` : `${text}.`]),
  );
  const counts = countsOf(examined);
  return [
    `Environment ${name}${stack ? `, stack ${stack}` : ""}: account ${aws.accountId}, ${aws.region}`,
    "",
    ...table(rows),
    "",
    `${statuses.map((status) => `${counts[status]} ${status}`).join(", ")}.`,
    "",
  ].join("\n");
}

/** The same for programs. */
export function doctorJson(examined: readonly Examined[], { environment, stack }: Subject): string {
  const checks = examined.flatMap(({ check, lines }) => lines.map((line) => ({ check: check.id, ...line })));
  const { name, aws } = environment;
  const counts = countsOf(examined);
  return `${JSON.stringify({ environment: name, accountId: aws.accountId, region: aws.region, stack, counts, checks }, null, 2)}\n`;
}

export function countsOf(examined: readonly Examined[]): Readonly<Record<Status, number>> {
  const all = examined.flatMap(({ lines }) => lines);
  const counts = statuses.map((status) => [status, all.filter((line) => line.status === status).length]);
  return Object.fromEntries(counts) as Record<Status, number>;
}

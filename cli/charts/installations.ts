import { createHash } from "node:crypto";
import type { Chart } from "../../constructs/charts/chart";
import { HelmChart } from "../../constructs/charts/helm-chart";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import type { StackId } from "../../constructs/stack/stack-id";
import { plainValues } from "./plain-values";

/** A chart as one environment installs it. */
export interface Installation {
  readonly environment: string;
  readonly stack: StackId;
  /** Kubernetes version of the cluster, such as `1.35`. */
  readonly kubernetes: string;
  /** With values as Helm gets them. */
  readonly chart: Chart;
}

/** Every release of a chart in the app, in the order of their stacks. `name`: what to call the environment. */
export function installationsOf({ environment, stacks }: PlatformApp, name: string): readonly Installation[] {
  return stacks.flatMap((stack) =>
    stack.node
      .findAll()
      .filter((construct) => construct instanceof HelmChart)
      .map(({ installed }) => ({
        environment: name,
        stack: stack.id,
        kubernetes: environment.cluster.version,
        chart: { ...installed, values: plainValues(stack, installed.values) },
      })),
  );
}

/** Changes with any of the values, and with nothing else. */
export function digestOf({ chart }: Installation): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(chart.values)))
    .digest("hex")
    .slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

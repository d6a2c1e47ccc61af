import type { RecordedSecret } from "../../charts/chart-record";
import { recordedChart } from "../../charts/recorded-charts";
import { at } from "../finished-tree";
import type { Rule } from "../rule";
import { recordOf } from "./records";
import { chartOf, chartReleases } from "./releases";

/** Helm keeps what it renders in a ConfigMap, which plan roles read. */
export function chartRendersSecret(known = recordedChart): Rule {
  return {
    id: "chart-renders-secret",
    title: "No chart renders a Secret with data",
    severity: "critical",
    sources: ["CIS Amazon EKS Benchmark 4.4", "Helm: storage backends"],
    check: (tree) =>
      chartReleases(tree).flatMap((release) =>
        (recordOf(release, known)?.secrets ?? []).map((secret) => ({
          ...at(release),
          value: chartOf(release),
          problem: `it renders the Secret ${secret.namespace}/${secret.name} with ${keysOf(secret)}, which Helm keeps in the release, where plan roles read it`,
          fix: "choose values by which the chart takes an existing Secret, a certificate of cert-manager or one that it makes while it runs; then record it again",
        })),
      ),
  };
}

function keysOf({ keys }: RecordedSecret): string {
  return `${keys.length === 1 ? "the key" : "the keys"} ${keys.join(", ")}`;
}

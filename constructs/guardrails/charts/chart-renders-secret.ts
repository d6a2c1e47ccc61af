import type { RecordedSecret } from "../../charts/chart-record";
import { recordedChart } from "../../charts/recorded-charts";
import { at } from "../finished-tree";
import type { Rule } from "../rule";
import { chartOf, chartReleases } from "./releases";

/** Helm keeps what it renders in a ConfigMap, which plan roles read. */
export function chartRendersSecret(recordOf = recordedChart): Rule {
  return {
    id: "chart-renders-secret",
    title: "No chart renders a Secret with data",
    severity: "critical",
    sources: ["CIS Amazon EKS Benchmark 4.4", "Helm: storage backends"],
    check: (tree) =>
      chartReleases(tree).flatMap((release) =>
        secretsOf(recordOf(release.body.chart), release.body.version).map((secret) => ({
          ...at(release),
          value: chartOf(release),
          problem: `it renders the Secret ${secret.namespace}/${secret.name} with ${keysOf(secret)}, which Helm keeps in the release, where plan roles read it`,
          fix: "choose values by which the chart takes an existing Secret, a certificate of cert-manager or one that it makes while it runs; then record it again",
        })),
      ),
  };
}

/** Of another version nothing is known, which is a rule of its own. */
function secretsOf(record: ReturnType<typeof recordedChart>, version: unknown): readonly RecordedSecret[] {
  return record && record.version === version ? record.secrets : [];
}

function keysOf({ keys }: RecordedSecret): string {
  return `${keys.length === 1 ? "the key" : "the keys"} ${keys.join(", ")}`;
}

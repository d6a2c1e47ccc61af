import type { RecordedSecret } from "../charts/chart-record";
import { CustomObjects } from "../charts/custom-objects";
import { recordedChart, recordedFolder } from "../charts/recorded-charts";
import type { Finding } from "../errors";
import type { ResolvedElement, ResolvedStack } from "../stack/resolved-tree";

const recordAgain = "run npx platform charts record, look at what it brings, and commit the record";

/**
 * Releases of charts of which nothing is known, or which put a Secret into what Helm keeps of a release: a ConfigMap
 * that plan roles read. The records stand in for the charts, so that synthesis needs neither Helm nor a network.
 */
export function chartFindings(stacks: readonly ResolvedStack[], recordOf = recordedChart): readonly Finding[] {
  return stacks.flatMap(({ elements }) =>
    elements
      .filter(({ block, type }) => block === "resource" && type === "helm_release")
      .flatMap((release) =>
        release.construct instanceof CustomObjects ? ownSecrets(release.construct) : findingsOn(release, recordOf),
      ),
  );
}

function findingsOn({ construct, body }: ResolvedElement, recordOf: typeof recordedChart): readonly Finding[] {
  const place = construct.node.path;
  const value = [body.chart, body.version].filter(Boolean).join(" ");
  const record = recordOf(body.chart);
  if (!record || record.version !== body.version) {
    const problem = record ? `only ${record.version} is recorded` : `${recordedFolder} holds no record of this chart`;
    return [{ place, value, problem, fix: recordAgain, code: "CHART_NOT_RECORDED" }];
  }
  return record.secrets.map((secret) => ({
    place,
    value,
    problem: `it renders the Secret ${secret.namespace}/${secret.name} with ${keysOf(secret)}, which Helm keeps in the release, where plan roles read it`,
    fix: "choose values by which the chart takes an existing Secret, a certificate of cert-manager or one that it makes while it runs; then record it again",
    code: "CHART_RENDERS_SECRET",
  }));
}

function keysOf({ keys }: RecordedSecret): string {
  return `${keys.length === 1 ? "the key" : "the keys"} ${keys.join(", ")}`;
}

/** The chart of the repository renders the objects that it is given, and nothing else. */
function ownSecrets({ node, installed }: CustomObjects): readonly Finding[] {
  return installed
    .filter(({ kind }) => kind === "Secret")
    .map(({ metadata }) => ({
      place: node.path,
      value: metadata.name,
      problem: "a Secret is installed by Helm, which keeps it in the release, where plan roles read it",
      fix: "store the value in Secrets Manager, and let an ExternalSecret bring it into the cluster",
      code: "CUSTOM_OBJECT_SECRET",
    }));
}

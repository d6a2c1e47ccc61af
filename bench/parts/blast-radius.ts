import { attempt } from "../../__tests__/proofs/support/attack";
import { type Deployer, type ProvenPlatform, provenIn, type ResourceLine } from "../../__tests__/proofs/support/proven";
import { casesOf, stackVictims, type Victim } from "../../__tests__/proofs/support/victims";
import { ClusterRights, resourceOf } from "../../__tests__/support/cluster-rights";
import { type SynthesizedPlatform, synthesizePlatform } from "../../__tests__/support/demo";
import { kubernetesObjects } from "../../__tests__/support/kubernetes-objects";
import { resolvedText } from "../../__tests__/support/resolved-text";
import { loadEnvironment } from "../../environments/load";
import { rounded } from "../measure";
import type { Part } from "../part";

const inCluster = ["kubernetes-cluster", "cluster-services", "app-services", "apps"] as const;
type ClusterStackId = (typeof inCluster)[number];

interface Reach {
  readonly role: string;
  readonly aws: number;
  readonly kubernetes: number;
}

/**
 * Of all that the demo declares, how much each deployer could destroy: on AWS by simulation of every delete action, in
 * the cluster by its access entry. The one role of a monolith could destroy all of it.
 */
export async function blastRadius(): Promise<Part> {
  const environment = loadEnvironment("demo");
  const output = synthesizePlatform({ environment });
  const platform = provenIn(output, environment);
  const objects = inCluster.flatMap((stack) => [...objectsOf(output, stack), ...releasesOf(output, stack)]);
  const reaches: Reach[] = [];
  for (const role of platform.deployers) reaches.push(await reachOf(role));
  const total = platform.resources.length + objects.length;
  const share = ({ aws, kubernetes }: Reach) => (aws + kubernetes) / total;
  const monolith: Reach = {
    role: "one role of a monolith",
    aws: platform.resources.length,
    kubernetes: objects.length,
  };
  const applying = reaches.filter(({ role }) => role.endsWith(" apply"));
  return {
    title: `Blast radius: what each role can destroy of the demo's ${total} resources`,
    rows: [
      ["role", "of AWS", "of Kubernetes", "share"],
      ...[...reaches, monolith].map((one) => [
        one.role,
        `${one.aws}`,
        `${one.kubernetes}`,
        `${(share(one) * 100).toFixed(1)} %`,
      ]),
    ],
    numeric: [1, 2, 3],
    ratios: {
      "blast radius of the widest role": rounded(Math.max(...reaches.map(share))),
      "blast radius of an apply role, mean": rounded(
        applying.reduce((sum, one) => sum + share(one), 0) / applying.length,
      ),
    },
    results: { total, reaches },
  };

  async function reachOf(role: Deployer): Promise<Reach> {
    let aws = 0;
    for (const victim of stackVictims(platform)) aws += await destroyed(platform, victim, role);
    const rights = rightsOf(output, role);
    const kubernetes = objects.filter(({ group, resource, namespace }) =>
      rights.has({ verb: "delete", group, resource }, namespace),
    );
    return { role: `${role.stack} ${role.action}`, aws, kubernetes: kubernetes.length };
  }
}

/** Resources of a victim of which a role gets every delete action through, on things of that type. */
async function destroyed(platform: ProvenPlatform, victim: Victim, role: Deployer): Promise<number> {
  const lines = platform.resources.filter(({ stack }) => stack === victim.stack);
  let count = 0;
  for (const type of new Set(lines.map((line) => line.type))) {
    const ofType = lines.filter((line) => line.type === type);
    const one: Victim = { ...victim, things: victim.things.filter((thing) => thing.type === type) };
    if (await destroys(platform, one, ofType, role)) count += ofType.length;
  }
  return count;
}

async function destroys(
  platform: ProvenPlatform,
  victim: Victim,
  lines: readonly ResourceLine[],
  role: Deployer,
): Promise<boolean> {
  const wanted = new Set(lines.flatMap((line) => line.delete));
  const cases = (await casesOf(platform, victim, [])).filter(({ action }) => wanted.has(action));
  if (cases.length === 0) return false;
  const through = new Set<string>();
  for (const { action, target } of cases) if (await attempt(role, action, target)) through.add(action);
  return cases.every(({ action }) => through.has(action));
}

interface Deletable {
  readonly group: string;
  readonly resource: string;
  readonly namespace?: string;
}

function objectsOf(output: SynthesizedPlatform, stack: ClusterStackId): readonly Deletable[] {
  return kubernetesObjects(output, stack).map(({ apiVersion, kind, metadata }) => {
    const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
    return { group, resource: resourceOf(group, kind, []), namespace: metadata.namespace };
  });
}

/** A release by its record, a ConfigMap: without it Helm knows nothing of what it has installed. */
function releasesOf(output: SynthesizedPlatform, stack: ClusterStackId): readonly Deletable[] {
  return Object.values(output[stack].all("helm_release")).map((release) => ({
    group: "",
    resource: "configmaps",
    namespace: resolvedText(output, stack, release.namespace),
  }));
}

/** Only what works in the cluster has an access entry. */
function rightsOf(output: SynthesizedPlatform, { stack, action }: Deployer): ClusterRights {
  return isInCluster(stack) ? ClusterRights.of(output, `${stack}/${action}`) : new ClusterRights([]);
}

function isInCluster(stack: string): stack is ClusterStackId {
  return (inCluster as readonly string[]).includes(stack);
}

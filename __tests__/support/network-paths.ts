import type { SynthesizedPlatform } from "./demo";
import type { Body, SynthesizedStack } from "./synthesize";

/** A pod as network policies see it. */
export interface Workload {
  /** Name to people, such as `storefront/web`. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

type Labels = Readonly<Record<string, string>>;

interface Policy {
  readonly namespace: string;
  readonly spec: Body;
}

const stackIds = ["kubernetes-cluster", "cluster-services", "app-services", "apps"] as const;
const output = /^\$\{data\.terraform_remote_state\.kubernetes-cluster\.outputs\.(\w+)(?:\["([^"]+)"\])?\}$/;
const namespaceName = /^\$\{kubernetes_namespace_v1\.([\w-]+)\.metadata\[0\]\.name\}$/;

/**
 * All network policies of a platform, held against a pod as Kubernetes does: what any policy allows is allowed, and a
 * direction that no policy of the pod names is open. Namespaces are followed to what Terraform will know them as.
 */
export class NetworkPaths {
  readonly policies: readonly Policy[];
  private readonly labels = new Map<string, Labels>();

  constructor(private readonly platform: SynthesizedPlatform) {
    this.policies = stackIds.flatMap((id) => policiesOf(platform[id])).map((spec) => this.resolved(spec));
  }

  /** Each connection as `to|from <peer> <port>/<protocol>`, sorted; `open` for a direction that nothing denies. */
  of(workload: Workload, others: readonly Workload[], policies = this.policies): readonly string[] {
    const own = policies.filter(
      ({ namespace, spec }) => namespace === workload.namespace && selects(spec.pod_selector, workload.labels),
    );
    const direction = (type: "Ingress" | "Egress", word: "from" | "to") => {
      const about = own.filter(({ spec }) => spec.policy_types.includes(type));
      if (about.length === 0) return [`${word} open`];
      return about.flatMap(({ namespace, spec }) =>
        (spec[type.toLowerCase()] ?? []).flatMap((rule: Body) =>
          connections(rule, word, namespace, others, (name) => this.labelsOf(name)),
        ),
      );
    };
    return [...new Set([...direction("Ingress", "from"), ...direction("Egress", "to")])].sort();
  }

  /** A namespace by what an argument says: its name, or a reference to it. */
  nameOf(text: string): string {
    const published = output.exec(text);
    if (published) {
      const [, name = "", key] = published;
      const value = this.platform["kubernetes-cluster"].json.output?.[name]?.value;
      return this.nameOf(key === undefined ? value : value[key]);
    }
    const declared = namespaceName.exec(text)?.[1];
    if (declared === undefined) return text;
    return this.platform["kubernetes-cluster"].named("kubernetes_namespace_v1", declared).metadata.name;
  }

  /** Labels of a namespace: its own, and the one that Kubernetes gives it. */
  private labelsOf(name: string): Labels {
    const labels = this.labels.get(name) ?? this.labelsDeclared(name);
    this.labels.set(name, labels);
    return labels;
  }

  private labelsDeclared(name: string): Labels {
    const namespaces = Object.values(this.platform["kubernetes-cluster"].all("kubernetes_namespace_v1"));
    const { labels } = namespaces.find(({ metadata }) => metadata.name === name)?.metadata ?? {};
    return { ...labels, "kubernetes.io/metadata.name": name };
  }

  private resolved({ metadata, spec }: Body): Policy {
    const texts = JSON.stringify(spec, (_, value) => (typeof value === "string" ? this.nameOf(value) : value));
    return { namespace: this.nameOf(metadata.namespace), spec: JSON.parse(texts) };
  }
}

function policiesOf(stack: SynthesizedStack): readonly Body[] {
  return Object.values(stack.all("kubernetes_network_policy_v1"));
}

function connections(
  rule: Body,
  word: "from" | "to",
  namespace: string,
  others: readonly Workload[],
  labelsOf: (namespace: string) => Labels,
): string[] {
  const peers: readonly string[] = (rule[word] ?? []).flatMap((peer: Body) =>
    peerNames(peer, namespace, others, labelsOf),
  );
  const ports: readonly string[] = (rule.ports ?? []).map(({ port, end_port: last, protocol }: Body) =>
    last === undefined ? `${port}/${protocol}` : `${port}-${last}/${protocol}`,
  );
  return peers.flatMap((peer) => ports.map((port) => `${word} ${peer} ${port}`));
}

/** Address blocks as they are; pods by the names of the workloads that the peer selects. */
function peerNames(
  peer: Body,
  namespace: string,
  others: readonly Workload[],
  labelsOf: (namespace: string) => Labels,
): readonly string[] {
  if (peer.ip_block) return [[peer.ip_block.cidr, ...(peer.ip_block.except ?? [])].join(" but ")];
  const within = (one: Workload) =>
    peer.namespace_selector ? selects(peer.namespace_selector, labelsOf(one.namespace)) : one.namespace === namespace;
  const found = others.filter((one) => within(one) && selects(peer.pod_selector ?? {}, one.labels));
  return found.length > 0 ? found.map(({ name }) => name) : [`nobody (${JSON.stringify(peer)})`];
}

function selects(selector: Body, labels: Labels): boolean {
  const wanted: Labels = selector?.match_labels ?? {};
  const present: readonly Body[] = selector?.match_expressions ?? [];
  if (present.some(({ operator }) => operator !== "Exists")) throw new Error(`unknown: ${JSON.stringify(selector)}`);
  return (
    Object.entries(wanted).every(([key, value]) => labels[key] === value) && present.every(({ key }) => key in labels)
  );
}

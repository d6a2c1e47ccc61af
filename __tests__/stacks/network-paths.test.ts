import { environmentNames, loadEnvironment } from "../../environments/load";
import { environmentOutput, outputOf, synthesizePlatform } from "../support/demo";
import { inMesh } from "../support/mesh";
import { NetworkPaths } from "../support/network-paths";
import { inExistingNetwork } from "../support/networks";
import type { Body } from "../support/synthesize";
import { coreDns, workloadNeeds } from "../support/workload-needs";

const own = environmentNames().map((name) => [name, loadEnvironment(name), environmentOutput(name)] as const);
const existing = inExistingNetwork();

describe.each([
  ...own,
  ["the demo in an existing VPC", existing, synthesizePlatform({ environment: existing })] as const,
  ["the demo with a service mesh", inMesh, outputOf(inMesh)] as const,
])("%s", (_, environment, platform) => {
  const paths = new NetworkPaths(platform);
  const workloads = workloadNeeds(platform, environment, paths);
  const others = [coreDns, ...workloads];
  const difference = (policies = paths.policies) =>
    workloads.flatMap((workload) => {
      const allowed = paths.of(workload, others, policies);
      return [
        ...workload.needs.filter((need) => !allowed.includes(need)).map((need) => `${workload.name} lacks ${need}`),
        ...allowed.filter((path) => !workload.needs.includes(path)).map((path) => `${workload.name} may ${path}`),
      ];
    });

  it("knows every pod that the stacks deploy", () => {
    expect(workloads.length).toBeGreaterThan(environment.apps.length + 4);
  });

  it("opens to each pod the connections that it needs, and no other", () => {
    expect(difference()).toEqual([]);
  });

  it("has no policy that is about no pod", () => {
    const idle = paths.policies.filter(({ namespace, spec }) => {
      const labels: Record<string, string> = spec.pod_selector.match_labels ?? {};
      const about = workloads.filter((one) => one.namespace === namespace);
      return !about.some((one) => Object.entries(labels).every(([key, value]) => one.labels[key] === value));
    });
    // A team without apps has its default-deny already.
    expect(idle.filter(({ spec }) => spec.ingress || spec.egress)).toEqual([]);
  });

  it("would miss each single rule", () => {
    const rules = paths.policies.flatMap((policy) =>
      (["ingress", "egress"] as const).flatMap((direction) =>
        (policy.spec[direction] ?? []).map((rule: Body) => ({ policy, direction, rule })),
      ),
    );
    // Two databases in the same subnets are reached by the same rule.
    const textOf = ({ policy: { namespace, spec }, direction, rule }: (typeof rules)[number]) =>
      JSON.stringify([namespace, spec.pod_selector, direction, rule]);
    const single = rules.filter((one) => rules.filter((other) => textOf(other) === textOf(one)).length === 1);
    expect(single.length).toBeGreaterThan(20);
    for (const { policy, direction, rule } of single) {
      const rest = policy.spec[direction].filter((one: Body) => one !== rule);
      const thinner = { ...policy, spec: { ...policy.spec, [direction]: rest } };
      expect(difference(paths.policies.map((one) => (one === policy ? thinner : one)))).not.toEqual([]);
    }
  });

  it("would notice a rule too many", () => {
    const [policy] = paths.policies.filter(({ spec }) => spec.egress?.length > 0);
    const more = { to: [{ ip_block: { cidr: "10.0.0.0/8" } }], ports: [{ port: "22", protocol: "TCP" }] };
    const wider = { ...policy, spec: { ...policy?.spec, egress: [...(policy?.spec.egress ?? []), more] } };
    const changed = paths.policies.map((one) => (one === policy ? { namespace: one.namespace, ...wider } : one));
    const noticed = difference(changed);
    expect(noticed).not.toEqual([]);
    expect(noticed.filter((line) => !line.endsWith(" may to 10.0.0.0/8 22/TCP"))).toEqual([]);
  });

  it("would notice a namespace that denies nothing", () => {
    const open = paths.policies.filter(({ spec }) => spec.ingress || spec.egress);
    expect(open.length).toBeLessThan(paths.policies.length);
    expect(difference(open)).toContainEqual(expect.stringMatching(/ may from open$/));
  });
});

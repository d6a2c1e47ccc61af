import { Controller } from "../../constructs/charts/controller";
import { CustomObjects } from "../../constructs/charts/custom-objects";
import { exceptionsNamespace, kyverno } from "../../constructs/charts/kyverno";
import { kyvernoTraffic } from "../../constructs/charts/kyverno-traffic";
import type { ClusterAddresses } from "../../constructs/cluster/network-peers";
import type { Names } from "../../constructs/names";
import { type BaselineOptions, baseline } from "../../constructs/policies/baseline";
import { policyException } from "../../constructs/policies/exception";
import { repositoryOf } from "../../constructs/policies/images";
import { modeOf } from "../../constructs/policies/modes";
import { validatingPolicy } from "../../constructs/policies/validating-policy";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import type { Environment } from "../../environments/schema/environment";
import { referencedImages } from "../../environments/schema/referenced-images";

/** The policy engine, the policies of the environment, and the apps that are excepted from one. */
export function declarePolicies(stack: PlatformStack, addresses: ClusterAddresses): void {
  const { environment, names } = stack;
  const { policies } = environment;
  const engine = new Controller(stack, "kyverno", { chart: kyverno(), traffic: kyvernoTraffic(addresses) });
  new CustomObjects(stack, "policies", {
    name: "policies",
    namespace: exceptionsNamespace,
    objects: [
      ...baseline(baselineOptions(environment, names)).map((policy) =>
        validatingPolicy(policy, modeOf(policies, policy.name)),
      ),
      ...policies.exceptions.map(({ team, ...exception }) =>
        policyException({ ...exception, namespace: names.teamNamespace(team) }),
      ),
    ],
    after: [engine.release],
  });
}

/** What the baseline takes from the environment. */
function baselineOptions({ policies, apps }: Environment, names: Names): BaselineOptions {
  const listed = policies.allowedRegistries ?? referencedImages(apps).map(({ reference }) => repositoryOf(reference));
  return {
    sources: [...new Set([names.imageRegistry, ...listed])],
    immutableRepositories: `${names.imageRegistry}/${names.prefix}`,
    // Who declares the namespaces, and who is called when nothing else helps.
    assumedRoles: [names.deployerRole("kubernetes-cluster", "apply"), names.personRole("break-glass")].map((role) =>
      names.assumedRoleArn(role),
    ),
  };
}

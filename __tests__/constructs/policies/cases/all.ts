import { baseline } from "../../../../constructs/policies/baseline";
import { validatingPolicy } from "../../../../constructs/policies/validating-policy";
import type { Bad } from "./case";
import { badRegistries, badTags, otherSources } from "./images";
import { badNamespaces } from "./namespaces";
import { registry } from "./objects";
import { badResources } from "./requests-and-limits";
import { badRestrictedPods } from "./restricted-pods";
import { badServices } from "./services";

/** Every request that the baseline refuses. */
export const badRequests: readonly Bad[] = [
  ...badRestrictedPods,
  ...badRegistries,
  ...badTags,
  ...badResources,
  ...badServices,
  ...badNamespaces,
];

const role = (name: string) => `arn:aws:sts::111122223333:assumed-role/${name}`;

/** The baseline that the cases are about. */
export const policies = baseline({
  sources: [registry, ...otherSources],
  immutableRepositories: `${registry}/strata-demo`,
  assumedRoles: [role("strata-demo-kubernetes-cluster-apply"), role("strata-demo-people-break-glass")],
});

export const enforced = policies.map((policy) => validatingPolicy(policy, "enforce"));

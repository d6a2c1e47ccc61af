import type { CustomObject } from "../charts/custom-objects";
import { exemptNamespaces } from "./exempt-namespaces";
import { celText, type Kinds, type Policy, type Validation } from "./policy";
import type { PolicyMode } from "./policy-names";

/**
 * A policy as Kyverno's ValidatingPolicy, the kind that came after ClusterPolicy, which 1.17 deprecated. It fails
 * closed: while Kyverno does not answer, what the policy looks at can't be created or changed; nothing that runs stops,
 * and what the platform itself needs is exempt.
 *
 * Fields: kyverno/api, api/policies.kyverno.io/v1alpha1/validating_policy.go, as Kyverno 1.19 has it.
 * https://kyverno.io/docs/policy-types/validating-policy/
 */
export function validatingPolicy(policy: Policy, mode: PolicyMode): CustomObject {
  const { name, states, kinds, operations, variables = [], validations, asksWho = false } = policy;
  return {
    apiVersion: "policies.kyverno.io/v1",
    kind: "ValidatingPolicy",
    metadata: { name, annotations: { "policies.kyverno.io/description": states } },
    spec: {
      validationActions: mode === "enforce" ? ["Deny"] : ["Audit", "Warn"],
      failurePolicy: mode === "enforce" ? "Fail" : "Ignore",
      evaluation: { admission: { enabled: true }, background: { enabled: !asksWho } },
      // Both would make other policies of this one, which then are not what is tested.
      autogen: { podControllers: { controllers: [] }, validatingAdmissionPolicy: { enabled: false } },
      matchConstraints: {
        namespaceSelector: { matchExpressions: [outside(exemptNamespaces)] },
        resourceRules: kinds.map((kind) => ruleFor(kind, operations)),
      },
      variables,
      validations: validations.map(withMessage),
    },
  };
}

/** By a label that Kubernetes sets and nobody can change. */
export function outside(namespaces: readonly string[]) {
  return { key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...namespaces] };
}

function ruleFor({ apiGroup, apiVersion, resources }: Kinds, operations: Policy["operations"]) {
  return { apiGroups: [apiGroup], apiVersions: [apiVersion], operations, resources };
}

function withMessage({ expression, message, offenders }: Validation) {
  return offenders === undefined
    ? { expression, message }
    : { expression, message, messageExpression: `${offenders}.join(', ') + ${celText(`: ${message}`)}` };
}

import type { CustomObject } from "../charts/custom-objects";
import { celText } from "./policy";
import type { ExceptablePolicy } from "./policy-names";

export interface PolicyExceptionProps {
  readonly policy: ExceptablePolicy;
  /** Namespace of the team. */
  readonly namespace: string;
  /** Name of the app. */
  readonly app: string;
  readonly reason: string;
}

/**
 * Takes one app of one namespace out of one policy. The app is known by the name of the object or by the label that all
 * objects of a workload carry, since its pods have names of chance.
 *
 * It belongs into the one namespace that Kyverno takes exceptions from: who could write one elsewhere would be bound by
 * no policy.
 */
export function policyException({ policy, namespace, app, reason }: PolicyExceptionProps): CustomObject {
  return {
    apiVersion: "policies.kyverno.io/v1",
    kind: "PolicyException",
    metadata: { name: `${policy}.${namespace}.${app}` },
    spec: {
      policyRefs: [{ kind: "ValidatingPolicy", name: policy }],
      matchConditions: [
        { name: "namespace", expression: `object.metadata.?namespace.orValue('') == ${celText(namespace)}` },
        { name: "app", expression: `${nameOf} == ${celText(app)} || ${labelOf} == ${celText(app)}` },
      ],
      properties: { reason },
    },
  };
}

const nameOf = "object.metadata.?name.orValue('')";
const labelOf = "object.metadata.?labels[?'app.kubernetes.io/name'].orValue('')";

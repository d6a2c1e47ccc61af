import { Environment } from "@marcbachmann/cel-js";
import type { KubernetesObject } from "./kubernetes-objects";
import type { Body } from "./synthesize";

/** A request to the Kubernetes API, as admission sees it. */
export interface Request {
  /** @default "CREATE" */
  readonly operation?: "CREATE" | "UPDATE" | "DELETE";
  /** What is there after; on a deletion, what is there before. */
  readonly object: KubernetesObject;
  /** What an update starts from. @default - the object */
  readonly oldObject?: KubernetesObject;
  /** @default - the deployer of the apps */
  readonly user?: string;
  /** Part of the kind that is asked for, such as `ephemeralcontainers`. @default - the object as a whole */
  readonly subresource?: string;
}

/** What one policy says of a request. */
export interface Verdict {
  readonly policy: string;
  readonly outcome: "allowed" | "refused" | "excepted";
  readonly message?: string;
}

/** User names of people and deployers are their roles' sessions. */
export const sessionOf = (role: string): string => `arn:aws:sts::111122223333:assumed-role/${role}/terraform`;

const resources: Readonly<Record<string, string>> = {
  CronJob: "cronjobs",
  DaemonSet: "daemonsets",
  Deployment: "deployments",
  Job: "jobs",
  Namespace: "namespaces",
  NetworkPolicy: "networkpolicies",
  Pod: "pods",
  Service: "services",
  StatefulSet: "statefulsets",
};

/**
 * Holds requests against Kyverno's ValidatingPolicies and PolicyExceptions as they are sent to the cluster: the very CEL
 * is evaluated, in the order of Kyverno 1.19 (pkg/cel/policies/vpol/compiler/policy.go). An expression that fails, such
 * as one about a field that is not there, throws: Kyverno would refuse the request.
 */
export class Admission {
  private readonly policies: readonly Body[];
  private readonly exceptions: readonly Body[];

  constructor(objects: readonly Body[]) {
    this.policies = objects.filter(({ kind }) => kind === "ValidatingPolicy");
    this.exceptions = objects.filter(({ kind }) => kind === "PolicyException");
  }

  /** Of all policies that look at the request. */
  verdicts(request: Request): readonly Verdict[] {
    return this.policies.filter(({ spec }) => looksAt(spec, request)).map((policy) => this.verdict(policy, request));
  }

  /** What is refused, as `policy: message`. */
  refusals(request: Request): readonly string[] {
    return this.verdicts(request)
      .filter(({ outcome }) => outcome === "refused")
      .map(({ policy, message }) => `${policy}: ${message}`);
  }

  private verdict({ metadata: { name: policy }, spec }: Body, request: Request): Verdict {
    const known = knownOf(request);
    const exceptions = this.exceptions.filter(({ spec: { policyRefs } }) =>
      policyRefs.some((ref: Body) => ref.kind === "ValidatingPolicy" && ref.name === policy),
    );
    const holds = ({ expression }: Body) => cel(expression, known) === true;
    if (exceptions.some((exception) => exception.spec.matchConditions.every(holds))) {
      return { policy, outcome: "excepted" };
    }
    const variables: Record<string, unknown> = {};
    for (const { name, expression } of spec.variables) variables[name] = cel(expression, { ...known, variables });
    const broken = spec.validations.find(
      (validation: Body) => cel(validation.expression, { ...known, variables }) !== true,
    );
    if (!broken) return { policy, outcome: "allowed" };
    const { message, messageExpression } = broken;
    const words = messageExpression === undefined ? message : cel(messageExpression, { ...known, variables });
    return { policy, outcome: "refused", message: String(words) };
  }
}

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  enableOptionalTypes: true,
  homogeneousAggregateLiterals: false,
});

const programs = new Map<string, ReturnType<Environment["parse"]>>();

function cel(expression: string, known: Record<string, unknown>): unknown {
  const program = programs.get(expression) ?? environment.parse(expression);
  programs.set(expression, program);
  return program(known);
}

function knownOf({ operation = "CREATE", object, oldObject = object, user, subresource = "" }: Request) {
  const { name, namespace } = object.metadata;
  return {
    object: operation === "DELETE" ? null : object,
    oldObject: operation === "CREATE" ? null : oldObject,
    request: {
      operation,
      name,
      namespace,
      subResource: subresource,
      userInfo: { username: user ?? sessionOf("strata-demo-apps-apply") },
    },
  };
}

/** Only the parts of `matchConstraints` that policies here use; any other is an error. */
function looksAt({ matchConstraints, matchConditions }: Body, request: Request): boolean {
  const { namespaceSelector, resourceRules, ...others } = matchConstraints;
  const unknown = [...Object.keys(others), ...(matchConditions === undefined ? [] : ["matchConditions"])];
  if (unknown.length > 0) throw new Error(`admission.ts does not know ${unknown.join(", ")}`);
  const { object, operation = "CREATE", subresource } = request;
  const resource = resources[object.kind];
  if (resource === undefined) return false;
  const [group, version] = object.apiVersion.includes("/") ? object.apiVersion.split("/") : ["", object.apiVersion];
  const path = subresource === undefined ? resource : `${resource}/${subresource}`;
  return (
    withinNamespaces(namespaceSelector, object) &&
    resourceRules.some(
      ({ apiGroups, apiVersions, operations, resources: paths }: Body) =>
        apiGroups.includes(group) &&
        apiVersions.includes(version) &&
        operations.includes(operation) &&
        paths.includes(path),
    )
  );
}

/** A namespace is held against the selector itself. */
function withinNamespaces({ matchExpressions }: Body, { kind, metadata }: KubernetesObject): boolean {
  const labels: Body = { "kubernetes.io/metadata.name": kind === "Namespace" ? metadata.name : metadata.namespace };
  return matchExpressions.every(({ key, operator, values }: Body) => {
    if (operator !== "NotIn") throw new Error(`admission.ts does not know the operator ${operator}`);
    return !values.includes(labels[key]);
  });
}

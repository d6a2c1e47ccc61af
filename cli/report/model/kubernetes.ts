import type { Output } from "../output/output";
import { References } from "../output/references";
import type { Body, Element } from "../output/terraform-json";
import type { KubernetesRule } from "./kubernetes-rule";
import type { ReportRole } from "./roles";

/** What somebody may do, and by what. */
export interface KubernetesGrant {
  /** Who: key of the role, or kind and name of another subject. */
  readonly subject: string;
  /** Left out: the whole cluster. */
  readonly namespace?: string;
  /** What gives it, such as `Role strata:developers` or an access policy of EKS. */
  readonly by: string;
  /** Terraform addresses of what binds it. */
  readonly address: string;
  readonly rules: readonly KubernetesRule[];
}

/** A service account whose pods have an AWS role. */
export interface PodRole {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Key of the role. */
  readonly role: string;
  readonly stack: string;
}

export interface KubernetesAccess {
  readonly namespaces: readonly string[];
  readonly grants: readonly KubernetesGrant[];
  /** Keys of the roles that the cluster lets in. */
  readonly letIn: readonly string[];
  readonly pods: readonly PodRole[];
}

/** AWS's access policies for EKS as rules. Source: Amazon EKS User Guide, "Review access policy permissions". */
const everything: KubernetesRule = { apiGroups: ["*"], resources: ["*"], names: [], verbs: ["*"] };
const accessPolicies: Readonly<Record<string, readonly KubernetesRule[]>> = {
  AmazonEKSClusterAdminPolicy: [everything],
};

/** Who may do what in the cluster, by all stacks' declarations. */
export function kubernetesAccess(output: Output, roles: readonly ReportRole[]): KubernetesAccess {
  const references = new References(output);
  const keys = new Map(roles.map(({ roleArn, key }) => [lastPart(roleArn), key]));
  const keyOf: KeyOf = (stack, arn) => {
    const found = references.resource(stack, arn);
    const name = found?.type === "aws_iam_role" ? String(found.body.name) : lastPart(references.value(stack, arn));
    return keys.get(name) ?? name;
  };
  const grants = output.stackIds.flatMap((stack) => new StackAccess(output, references, keyOf, stack).grants());
  const pods = output.stackIds.flatMap((stack) => podRoles(output, references, keyOf, stack));
  const declared = output.stackIds.flatMap((stack) =>
    ofType(output, stack, /^kubernetes_namespace(_v1)?$/).map(({ body }) => references.value(stack, meta(body).name)),
  );
  const letIn = output.stackIds.flatMap((stack) =>
    ofType(output, stack, /^aws_eks_access_entry$/).map(({ body }) => keyOf(stack, body.principal_arn)),
  );
  const used = [...grants.flatMap(({ namespace }) => namespace ?? []), ...pods.map(({ namespace }) => namespace)];
  return { namespaces: [...new Set([...declared, ...used])].sort(), grants, letIn: [...new Set(letIn)], pods };
}

function ofType(output: Output, stack: string, type: RegExp): readonly Element[] {
  return output.resources(stack).filter((one) => type.test(one.type));
}

/** The provider takes the block `metadata` once, and writes it as an object or as a list of one. */
function meta({ metadata }: Body): Body {
  return (Array.isArray(metadata) ? metadata[0] : metadata) ?? {};
}

/** The role behind an expression for its ARN: its key in the report; its name where identity does not declare it. */
type KeyOf = (stack: string, arn: unknown) => string;

const lastPart = (arn: string) => arn.split("/").at(-1) ?? arn;

function podRoles(output: Output, references: References, keyOf: KeyOf, stack: string): readonly PodRole[] {
  return ofType(output, stack, /^aws_eks_pod_identity_association$/).map(({ body }) => ({
    namespace: references.value(stack, body.namespace),
    serviceAccount: references.value(stack, body.service_account),
    role: keyOf(stack, body.role_arn),
    stack,
  }));
}

/** What one stack declares of rights inside the cluster. */
class StackAccess {
  constructor(
    private readonly output: Output,
    private readonly references: References,
    private readonly keyOf: KeyOf,
    private readonly stack: string,
  ) {}

  grants(): readonly KubernetesGrant[] {
    return [...this.accessPolicies(), ...this.bindings()];
  }

  private accessPolicies(): readonly KubernetesGrant[] {
    return this.all(/^aws_eks_access_policy_association$/).flatMap(({ address, body }) => {
      const name = lastPart(String(body.policy_arn));
      const scope = [body.access_scope].flat()[0] ?? {};
      const grant = {
        subject: this.keyOf(this.stack, body.principal_arn),
        by: `EKS access policy ${name}`,
        address,
        rules: accessPolicies[name] ?? [{ apiGroups: [], resources: [`what ${name} lists`], names: [], verbs: [] }],
      };
      const namespaces: readonly unknown[] = scope.namespaces ?? [];
      if (namespaces.length === 0) return [grant];
      return namespaces.map((one) => ({ ...grant, namespace: this.references.value(this.stack, one) }));
    });
  }

  private bindings(): readonly KubernetesGrant[] {
    const members = this.groupMembers();
    return this.all(/^kubernetes_(cluster_)?role_binding(_v1)?$/).flatMap(({ type, address, body }) => {
      const ref = [body.role_ref].flat()[0] ?? {};
      const role = this.references.resource(this.stack, ref.name);
      const by = `${ref.kind} ${role ? meta(role.body).name : this.references.value(this.stack, ref.name)}`;
      const whole = type.startsWith("kubernetes_cluster_role_binding");
      const namespace = whole ? {} : { namespace: this.references.value(this.stack, meta(body).namespace) };
      const rules = [role?.body.rule ?? []].flat().map(asRule);
      const subjects: readonly Body[] = [body.subject ?? []].flat();
      return subjects
        .flatMap((subject) => this.names(subject, members))
        .map((subject) => ({ subject, ...namespace, by, address, rules }));
    });
  }

  /** A group stands for the roles that access entries put into it; anybody else for himself. */
  private names({ kind, name, namespace }: Body, members: ReadonlyMap<string, readonly string[]>): readonly string[] {
    const value = this.references.value(this.stack, name);
    if (kind === "Group") return members.get(value) ?? [`group ${value}`];
    const space = namespace === undefined ? "" : `${this.references.value(this.stack, namespace)}/`;
    return [`${kind === "ServiceAccount" ? "service account" : "user"} ${space}${value}`];
  }

  /** IAM roles by Kubernetes group, over all stacks. */
  private groupMembers(): ReadonlyMap<string, readonly string[]> {
    const members = new Map<string, string[]>();
    for (const stack of this.output.stackIds) {
      for (const { body } of ofType(this.output, stack, /^aws_eks_access_entry$/)) {
        const groups: readonly string[] = body.kubernetes_groups ?? [];
        for (const group of groups) {
          members.set(group, [...(members.get(group) ?? []), this.keyOf(stack, body.principal_arn)]);
        }
      }
    }
    return members;
  }

  private all(type: RegExp): readonly Element[] {
    return ofType(this.output, this.stack, type);
  }
}

function asRule({ api_groups, resources, resource_names, verbs, non_resource_urls }: Body): KubernetesRule {
  return {
    apiGroups: api_groups ?? [],
    resources: resources ?? non_resource_urls ?? [],
    names: resource_names ?? [],
    verbs: verbs ?? [],
  };
}

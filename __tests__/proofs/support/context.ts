import type { Environment } from "../../../environments/schema/environment";
import { type ActionFacts, knowsKey } from "./action-facts";
import { linkedRoles, type Meeting } from "./beside";
import { createAction, makes, removesTags } from "./making";
import type { Met } from "./met-things";
import type { Call } from "./simulator";
import type { Thing, Tree } from "./tree";

export type Context = NonNullable<Call["context"]>;

/** Only the keys that AWS gives with this request and resource; global ones are the simulator's matter. */
export function known(context: Context, keys: readonly string[]): Context {
  return Object.fromEntries(Object.entries(context).filter(([key]) => knowsKey(keys, key)));
}

/** Tags of what is there, and those that the request gives or takes. */
export function tagsOf({ thing, operation, action }: Meeting, facts: ActionFacts, { tags, born }: Met): Context {
  if (facts.tags && !born) return { ...resourceTags(tags), ...changedTags(action) };
  const asked = makes(thing, action) ? thing.tags : born;
  const by = facts.tags && operation === "create" ? createAction(thing) : undefined;
  return { ...resourceTags(tags), ...requestTags(asked), ...(by && { "ec2:CreateAction": by }) };
}

type Tags = Readonly<Record<string, string>>;

/** Others than those of ownership. */
function changedTags(action: string): Context {
  return removesTags(action) ? { "aws:TagKeys": ["Name"] } : requestTags({ Name: "renamed" });
}

function resourceTags(tags: Tags = {}): Context {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

function requestTags(tags: Tags = {}): Context {
  const entries = Object.entries(tags).map(([key, value]): [string, string] => [`aws:RequestTag/${key}`, value]);
  return entries.length > 0 ? { ...Object.fromEntries(entries), "aws:TagKeys": Object.keys(tags) } : {};
}

/** Aliases by which a key is known, once it is made. */
export function aliasesOf({ thing, born }: Met, tree: Tree): Context {
  if (thing?.type !== "aws_kms_key" || born) return {};
  const aliases = tree.things.filter(({ type, stack, body }) => {
    return type === "aws_kms_alias" && stack === thing.stack && body.target_key_id.includes(`{${thing.address}.`);
  });
  return { "kms:ResourceAliases": aliases.map(({ body }) => body.name) };
}

const keyPolicies = new WeakMap<Thing, Call["resourcePolicy"]>();

/** A key's own policy is asked as well as that of the caller. */
export function keyPolicyOf({ thing }: Met): Call["resourcePolicy"] {
  if (thing?.type !== "aws_kms_key") return undefined;
  const known = keyPolicies.get(thing) ?? JSON.parse(thing.body.policy);
  keyPolicies.set(thing, known);
  return known;
}

const passedTo: Readonly<Record<string, readonly string[]>> = {
  aws_ecr_repository_creation_template: ["ecr.amazonaws.com"],
  aws_eks_addon: ["pods.eks.amazonaws.com"],
  aws_eks_cluster: ["eks.amazonaws.com"],
  // AWS's own pages name the one and the other.
  aws_eks_node_group: ["ec2.amazonaws.com", "eks.amazonaws.com"],
  aws_eks_pod_identity_association: ["pods.eks.amazonaws.com"],
  aws_flow_log: ["vpc-flow-logs.amazonaws.com"],
  aws_rds_cluster_instance: ["monitoring.rds.amazonaws.com"],
};

/** Services that ask KMS in their caller's name, for a type and action. */
function viaServices({ thing: { type }, action }: Meeting): readonly string[] {
  if (type === "aws_dynamodb_table") return ["dynamodb"];
  if (type === "aws_ecr_repository") return ["ecr"];
  if (type === "aws_efs_file_system") return ["elasticfilesystem"];
  if (type === "aws_eks_cluster") return ["eks"];
  if (type.startsWith("aws_elasticache_")) return ["elasticache", "dax"];
  if (type === "aws_rds_cluster_instance") return ["rds"];
  if (type !== "aws_rds_cluster") return [];
  const ofPassword = ["kms:Decrypt", "kms:GenerateDataKey"].includes(action);
  return ofPassword ? ["secretsmanager"] : ["rds", "secretsmanager"];
}

/** What a request says beside tags, once for each way in which AWS may say it. Keys that an action lacks drop out later. */
export function requestsOf(meeting: Meeting, aws: Environment["aws"]): readonly Context[] {
  const { thing, action } = meeting;
  if (action === "iam:PassRole") return (passedTo[thing.type] ?? []).map((to) => ({ "iam:PassedToService": to }));
  if (action === "iam:CreateServiceLinkedRole") return [{ "iam:AWSServiceName": linkedRoles[thing.type]?.[0] ?? "" }];
  const via = action.startsWith("kms:") ? viaServices(meeting) : [];
  if (via.length > 0) return via.map((service) => ofKms(meeting, service, aws));
  return [
    {
      ...ofEks(meeting, aws),
      ...ofIam(meeting, aws),
      ...ofDns(meeting),
      ...ofEvents(meeting, aws),
      ...ofOthers(meeting, aws),
    },
  ];
}

/** What a service does itself, with the rights of whoever called it. */
export function byService({ thing: { type }, action }: Meeting): Context {
  const services: Readonly<Record<string, string>> = {
    aws_ecr_registry_scanning_configuration: "inspector2:",
    aws_efs_mount_target: "ec2:",
  };
  return action.startsWith(services[type] ?? "-") ? { "aws:ViaAWSService": "true" } : {};
}

/**
 * EKS does not say of its grants that they are for a resource of its own (EKS user guide, Envelope encryption), and of
 * DynamoDB nobody says that it does.
 */
function ofKms({ thing }: Meeting, service: string, { region, accountId }: Environment["aws"]): Context {
  return {
    "kms:ViaService": `${service}.${region}.amazonaws.com`,
    "kms:CallerAccount": accountId,
    "kms:GrantIsForAWSResource": String(!["aws_dynamodb_table", "aws_eks_cluster"].includes(thing.type)),
  };
}

function ofEks({ thing, tree }: Meeting, { partition, accountId }: Environment["aws"]): Context {
  const { body, type } = thing;
  if (!type.startsWith("aws_eks_access_")) return {};
  const [role] = tree.behind(thing, body.principal_arn).filter((one) => one.type === "aws_iam_role");
  const arn = role && `arn:${partition}:iam::${accountId}:role${role.body.path}${role.body.name}`;
  return {
    ...(arn && { "eks:principalArn": arn }),
    "eks:clusterName": tree.textOf(thing.stack, body.cluster_name) ?? "",
    ...(body.type && { "eks:accessEntryType": body.type }),
    ...(body.kubernetes_groups && { "eks:kubernetesGroups": body.kubernetes_groups }),
    ...(body.policy_arn && { "eks:policyArn": body.policy_arn }),
    ...(body.access_scope && { "eks:accessScope": body.access_scope.type }),
    ...(body.access_scope?.namespaces && { "eks:namespaces": body.access_scope.namespaces }),
  };
}

/** Which boundary a role has or gets, and which policy is attached to it. */
function ofIam({ thing, tree }: Meeting, { partition, accountId }: Environment["aws"]): Context {
  const { body, type } = thing;
  if (!type.startsWith("aws_iam_role")) return {};
  const policyArn = (one: Thing, argument: string): string => {
    const [policy] = tree.behind(one, one.body[argument]).filter((found) => found.type === "aws_iam_policy");
    return policy
      ? `arn:${partition}:iam::${accountId}:policy${policy.body.path}${policy.body.name}`
      : one.body[argument];
  };
  const [role = thing] = tree.behind(thing, body.role).filter((found) => found.type === "aws_iam_role");
  return {
    ...(role.body.permissions_boundary && { "iam:PermissionsBoundary": policyArn(role, "permissions_boundary") }),
    ...(body.policy_arn && { "iam:PolicyARN": policyArn(thing, "policy_arn") }),
  };
}

/** ACM chooses the first label of the record that proves a domain. */
function ofDns({ thing, tree, operation }: Meeting): Context {
  const { body, type } = thing;
  if (type === "aws_acm_certificate") {
    const names = [body.domain_name, ...(body.subject_alternative_names ?? [])];
    return { "acm:DomainNames": names, "acm:ValidationMethod": body.validation_method };
  }
  if (type !== "aws_route53_record") return {};
  const [certificate] = tree.nearest(thing, ["aws_acm_certificate"]);
  const key = (name: string) => `route53:ChangeResourceRecordSets${name}`;
  return {
    [key("NormalizedRecordNames")]: [certificate ? `_0a1b2c3d.${certificate.body.domain_name}` : body.name],
    [key("RecordTypes")]: [certificate ? "CNAME" : body.type],
    [key("Actions")]: [operation === "delete" ? "DELETE" : "UPSERT"],
  };
}

/** What a rule hands on, and to which queue. */
function ofEvents({ thing, tree }: Meeting, { partition, region, accountId }: Environment["aws"]): Context {
  const { body, type } = thing;
  if (type === "aws_cloudwatch_event_rule") {
    const { source, "detail-type": detailType } = JSON.parse(body.event_pattern);
    return { "events:source": source, "events:detail-type": detailType };
  }
  if (type !== "aws_cloudwatch_event_target") return {};
  const queues = tree.behind(thing, body.arn).filter((one) => one.type === "aws_sqs_queue");
  return { "events:TargetArn": queues.map((one) => `arn:${partition}:sqs:${region}:${accountId}:${one.body.name}`) };
}

function ofOthers({ thing: { body, type }, action }: Meeting, { accountId }: Environment["aws"]): Context {
  return {
    ...(action.startsWith("kms:") && { "kms:CallerAccount": accountId }),
    ...(action === "elasticfilesystem:TagResource" && { "elasticfilesystem:CreateAction": "CreateFileSystem" }),
    ...(type === "aws_vpc_endpoint" && { "ec2:VpceServiceName": body.service_name }),
  };
}

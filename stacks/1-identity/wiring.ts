import type { AppNeeds, Use } from "../../constructs/identity/app-permissions";
import type { AppPipeline } from "../../constructs/identity/app-pipelines";
import { zonesOf } from "../../constructs/identity/boundaries/zones-of";
import type { KeyId } from "../../constructs/identity/key-use";
import type { OidcIssuer } from "../../constructs/identity/oidc-issuer";
import { github, githubJob } from "../../constructs/identity/pipelines/github";
import { gitlab, gitlabJob } from "../../constructs/identity/pipelines/gitlab";
import { hcpTerraform } from "../../constructs/identity/pipelines/hcp-terraform";
import type { TerminalAccess } from "../../constructs/identity/terminal-access";
import type { Job } from "../../constructs/identity/trust/job-trust";
import type { Pipeline } from "../../constructs/identity/trust/pipeline-trust";
import { deployedAccess } from "../../constructs/ledger/deployed-access";
import { deployedLinks } from "../../constructs/ledger/deployed-links";
import { findId } from "../../constructs/ledger/find-id";
import { zoneOf } from "../../constructs/ledger/known-ids";
import type { Ledger } from "../../constructs/ledger/ledger";
import { type Controller, controllers, type Names } from "../../constructs/names";
import { type StateAccess, stateAccess } from "../../constructs/permissions/state";
import type { StackId } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import { boundaryOf } from "../boundaries";
import { type DeclaredPipeline, declaredPipelines } from "../pipelines";

/** The pipelines that deploy this environment. */
export function pipelinesOf({ ci, state }: Environment, names: Names): readonly Pipeline[] {
  const hcp = state.kind === "hcp-terraform" ? state : undefined;
  return [
    ...(ci.github ? [github(ci.github)] : []),
    ...(ci.gitlab ? [gitlab(ci.gitlab)] : []),
    ...(hcp ? [hcpTerraform({ ...hcp, workspace: (stack) => names.workspace(stack) })] : []),
  ];
}

/** The pipelines of app teams, with the jobs that may take their roles. */
export function appPipelinesOf(environment: Environment): readonly AppPipeline[] {
  return declaredPipelines(environment).map((declared) => ({ ...declared, jobs: jobsOf(declared, environment) }));
}

/** Who signs the tokens of all pipelines, each once. */
export function issuersOf(pipelines: readonly Pipeline[], apps: readonly AppPipeline[]): readonly OidcIssuer[] {
  const issuers = [...pipelines, ...apps.flatMap(({ jobs }) => jobs)].map(({ issuer }) => issuer);
  return [...new Map(issuers.map((issuer) => [issuer.host, issuer])).values()];
}

/** All pipelines of an account share the provider of their issuer, so what one of them says of it holds for all. */
function jobsOf({ pipeline }: DeclaredPipeline, environment: Environment): readonly Job[] {
  const { ci } = environment;
  const all = declaredPipelines(environment).map((declared) => declared.pipeline);
  const stated = (kind: "github" | "gitlab") => [ci[kind], ...all.map((one) => one[kind])];
  const provider = (kind: "github" | "gitlab") =>
    stated(kind).find((one) => one?.provider !== undefined)?.provider ?? "create";
  const url = [ci.gitlab, ...all.map(({ gitlab }) => gitlab)].find((one) => one?.url !== undefined)?.url;
  return [
    ...(pipeline.github ? [githubJob({ ...pipeline.github, provider: provider("github") })] : []),
    ...(pipeline.gitlab
      ? [gitlabJob({ ...pipeline.gitlab, url: url ?? "https://gitlab.com", provider: provider("gitlab") })]
      : []),
  ];
}

export function terminalOf(
  { rootAdministrators, people }: Environment,
  pipelines: readonly Pipeline[],
): TerminalAccess {
  return { rootAdministrators, operators: people.operators, pipeline: pipelines.length > 0 };
}

/** Which states in S3 a stack's deployers reach: its own, and those of the contracts that its boundary names. */
export function statesOf(environment: Environment): Readonly<Record<StackId, StateAccess>> | undefined {
  return stateAccess(environment, (stack) => boundaryOf(stack).reads);
}

/** The controllers that the environment runs: those of what it has, and senders of alerts where there is a receiver. */
export function controllersOf(environment: Environment): readonly Controller[] {
  const { autoscaling, dns, fileStorage, monitoring } = environment;
  const optional: Readonly<Partial<Record<Controller, boolean>>> = {
    "efs-csi": fileStorage.enabled,
    karpenter: autoscaling.enabled,
    "external-dns-private": dns.privateZone !== undefined,
    alertmanager: alertTopicOf(environment) !== undefined,
    prometheus: monitoring.kind === "managed-prometheus",
  };
  return (Object.keys(controllers) as Controller[]).filter((controller) => optional[controller] ?? true);
}

/** Where the controllers write DNS records: in zones that exist, or in those that were made since. */
export function recordsOf({ dns }: Environment, ledger: Ledger | undefined) {
  const { zoneId, privateDomain, privateZoneId } = zonesOf(dns, () => undefined);
  const made = (domain: string, kind: "public" | "private") =>
    findId(ledger, "app-services", "aws_route53_zone", zoneOf(domain, kind));
  const privateZone = privateDomain && {
    domain: privateDomain,
    zoneId: privateZoneId ?? made(privateDomain, "private"),
  };
  return { domain: dns.domain, zoneId: zoneId ?? made(dns.domain, "public"), ...(privateZone && { privateZone }) };
}

/** What the boundaries know beside names. */
export function givenIds(environment: Environment, ledger: Ledger | undefined) {
  const { dns, guardDuty } = environment;
  const made = (domain: string, kind: "public" | "private") => {
    const id = findId(ledger, "app-services", "aws_route53_zone", zoneOf(domain, kind));
    return id === "*" ? undefined : id;
  };
  return {
    ...zonesOf(dns, made),
    detectorId: guardDuty.detector === "existing" ? guardDuty.detectorId : undefined,
    alertTopicArn: alertTopicOf(environment),
  };
}

/** SNS topic that Alertmanager publishes to; the managed service publishes by the topic's own policy. */
export function alertTopicOf({ monitoring }: Environment): string | undefined {
  return monitoring.kind === "prometheus" ? monitoring.alerts.snsTopicArn : undefined;
}

/** Resource id of a database's cluster, which stands in the ARN of whoever signs in. */
export function databaseIds(names: Names, ledger: Ledger | undefined): (database: string) => string {
  return (database) => findId(ledger, "app-services", "aws_rds_cluster", names.database(database));
}

/** The apps with all that they are linked to: what is declared, and what their deployed pods still use. */
export function appsOf({ apps, queues }: Environment, ledger: Ledger | undefined): readonly AppNeeds[] {
  const ordered = new Map(queues.map(({ name, fifo }) => [name, fifo]));
  return apps.map(({ team, name, uses }) => {
    const deployed = deployedLinks(ledger, team, name);
    const rights = deployedAccess(ledger, team, name);
    const databases = withDeployed(uses.databases, deployed.databases, () => "read");
    const sent = withDeployed(uses.queues, deployed.queues, rights.queue);
    return {
      team,
      name,
      uses: {
        databases,
        caches: [...new Set([...uses.caches, ...deployed.caches])],
        queues: sent.map((queue) => ({ ...queue, fifo: ordered.get(queue.name) ?? rights.fifo(queue.name) })),
        buckets: withDeployed(uses.buckets, deployed.buckets, rights.bucket),
        tables: withDeployed(uses.tables, deployed.tables, rights.table),
      },
    };
  });
}

/** What is declared, and what is deployed beside it with the access that it was deployed with. */
function withDeployed<Access extends string>(
  declared: readonly Use<Access>[],
  deployed: readonly string[],
  access: (name: string) => Access,
): readonly Use<Access>[] {
  const left = deployed.filter((name) => !declared.some((use) => use.name === name));
  return [...declared, ...left.map((name) => ({ name, access: access(name) }))];
}

/** Ids of the platform's keys, each found by what its tag `Name` says. */
export function keyIds(names: Names, ledger: Ledger | undefined): KeyId {
  return (purpose) => findId(ledger, "managed-infrastructure", "aws_kms_key", names.keyName(purpose));
}

import { type InterruptionEvent, interruptionEvents } from "../../../../constructs/autoscaling/interruption-events";
import { type Controller, controllers, type Names, namesOf, peopleRoles } from "../../../../constructs/names";
import { shardOf, teamsApart } from "../../../../constructs/stack/shards";
import { deployerRoles, type ShardId, type StackId, stackIds } from "../../../../constructs/stack/stack-id";
import { bucketPurposes } from "../../../../constructs/storage/bucket-purposes";
import type { NameKind } from "../../data/name-limits";
import type { Environment } from "../../environment";
import type { Path } from "../finding";

/** A name that the platform gives to something in AWS or Kubernetes. */
export interface ComputedName {
  readonly kind: NameKind;
  readonly name: string;
  /** The entry of the environment that can make it shorter. */
  readonly from: Path;
  /** What bears the name: two that bear one name are a collision. */
  readonly bearer: string;
  /** Where the name has to be the only one. @default - everywhere */
  readonly within?: string;
}

export type NamedSections = Pick<
  Environment,
  "name" | "aws" | "state" | "images" | "teams" | "apps" | "databases" | "caches" | "queues" | "teamBuckets" | "tables"
>;

/** Every name that depends on the environment, so that none is refused by AWS half-way through an apply. */
export function computedNames(environment: NamedSections): ComputedName[] {
  const names = namesOf(environment);
  return [
    { kind: "environment name", name: environment.name, from: ["name"], bearer: "the environment" },
    ...namesOfPlatform(names),
    ...namesOfState(names, environment),
    ...namesOfStorage(names, environment),
    ...namesOfTeams(names, environment),
    ...namesOfShards(names, environment),
    ...namesOfApps(names, environment),
    ...namesOfData(names, environment),
    ...namesOfTeamData(names, environment),
  ];
}

function namesOfPlatform(names: Names): ComputedName[] {
  const from: Path = ["name"];
  const roles = [
    ...stackIds.flatMap((stack) => deployerRoles.map((role) => names.deployerRole(stack, role))),
    names.clusterRole("control-plane"),
    names.clusterRole("node"),
    names.serviceRole("flow-logs"),
    names.serviceRole("database-monitoring"),
    names.serviceRole("image-cache"),
    names.runnerRole,
    ...(Object.keys(controllers) as Controller[]).map((controller) => names.controllerRole(controller)),
    ...peopleRoles.map((role) => names.personRole(role)),
  ];
  return [
    ...roles.map(
      (name): ComputedName => ({ kind: "IAM role name", name, from, bearer: `the platform's role ${name}` }),
    ),
    { kind: "EKS cluster name", name: names.cluster, from, bearer: "the cluster" },
    { kind: "log group name", name: names.controlPlaneLogGroup, from, bearer: "the control plane's log group" },
    { kind: "SQS queue name", name: names.interruptionQueue, from, bearer: "the queue of interruptions" },
    ...(Object.keys(interruptionEvents) as InterruptionEvent[]).map(
      (event): ComputedName => ({
        kind: "EventBridge rule name",
        name: names.interruptionRule(event),
        from,
        bearer: `the rule of ${event} interruptions`,
      }),
    ),
  ];
}

function namesOfState(names: Names, sections: NamedSections): ComputedName[] {
  return [...namesOfStates(names, sections), ...namesOfStateLogs(names, sections)];
}

function namesOfStateLogs(names: Names, { state }: NamedSections): ComputedName[] {
  if (state.kind !== "s3") return [];
  const from: Path = state.bucketPrefix === undefined ? ["name"] : ["state", "bucketPrefix"];
  const bearer = "the access logs of the states";
  return [{ kind: "S3 bucket name", name: names.stateLogBucket(state.bucketPrefix), from, bearer }];
}

function namesOfStates(names: Names, { state }: NamedSections): ComputedName[] {
  const from: Path = state.kind === "s3" && state.bucketPrefix !== undefined ? ["state", "bucketPrefix"] : ["name"];
  return stackIds.flatMap((stack) => namesOfOneState(names, state, stack, { bucket: from, others: ["name"] }));
}

function namesOfOneState(
  names: Names,
  state: NamedSections["state"],
  stack: StackId,
  from: Readonly<Record<"bucket" | "others", Path>>,
): ComputedName[] {
  const bearer = `the state of ${stack}`;
  if (state.kind === "s3") {
    return [
      { kind: "S3 bucket name", name: names.stateBucket(stack, state.bucketPrefix), from: from.bucket, bearer },
      { kind: "KMS alias", name: names.stateKeyAlias(stack), from: from.others, bearer },
    ];
  }
  if (state.kind === "hcp-terraform") {
    return [{ kind: "HCP Terraform workspace name", name: names.workspace(stack), from: from.others, bearer }];
  }
  return [];
}

/** Of stacks that teams have of their own. */
function namesOfShards(names: Names, { teams, state }: NamedSections): ComputedName[] {
  return teamsApart({ teams }).flatMap(({ name: team }): ComputedName[] => {
    const shard: ShardId = shardOf(team);
    const from: Path = ["teams", teams.findIndex(({ name }) => name === team), "name"];
    const roles = deployerRoles.map((role): ComputedName => {
      const name = names.deployerRole(shard, role);
      return { kind: "IAM role name", name, from, bearer: `the platform's role ${name}` };
    });
    return [...roles, ...namesOfOneState(names, state, shard, { bucket: from, others: from })];
  });
}

function namesOfStorage(names: Names, { images }: NamedSections): ComputedName[] {
  const from: Path = ["name"];
  return [
    ...bucketPurposes.map(
      (purpose): ComputedName => ({
        kind: "S3 bucket name",
        name: names.bucket(purpose),
        from,
        bearer: `the bucket of ${purpose}`,
      }),
    ),
    ...images.pullThroughCache.map(
      ({ registry }): ComputedName => ({
        kind: "ECR pull through cache prefix",
        name: names.imageCache(registry),
        from,
        bearer: `the copies of ${registry}`,
      }),
    ),
  ];
}

function namesOfTeams(names: Names, { teams }: NamedSections): ComputedName[] {
  return teams.flatMap(({ name: team, pipeline }, index): ComputedName[] => {
    const from: Path = ["teams", index, "name"];
    const bearer = `the team ${team}`;
    return [
      { kind: "IAM role name", name: names.developerRole(team), from, bearer },
      { kind: "IAM role name", name: names.secretsRole(team), from, bearer },
      ...ofPipeline(pipeline, names.teamPipelineRole(team), from, bearer),
      { kind: "IAM path", name: names.teamRolePath("pipelines", team), from, bearer },
      { kind: "Kubernetes namespace", name: team, from, bearer },
    ];
  });
}

function namesOfApps(names: Names, { apps }: NamedSections): ComputedName[] {
  return apps.flatMap((declared, index): ComputedName[] => {
    const { team, name: app, pipeline } = declared;
    const from: Path = ["apps", index, "name"];
    const bearer = `the app ${team}/${app}`;
    return [
      { kind: "IAM role name", name: names.appRole(team, app), from, bearer },
      ...ofPipeline(pipeline, names.appPipelineRole(team, app), from, bearer),
      { kind: "ECR repository name", name: names.imageRepository(team, app), from, bearer },
      ...namesInNamespace(declared).map(
        ([kind, name]): ComputedName => ({ kind, name, from, bearer, within: names.teamNamespace(team) }),
      ),
    ];
  });
}

/** What bears the app's name in its team's namespace, and is held to a limit of its own there. */
function namesInNamespace({
  kind,
  name,
  secrets,
}: Environment["apps"][number]): readonly (readonly [NameKind, string])[] {
  const releases = secrets.map((secret) => ["Helm release name", `${name}.${secret.name}.00000000`] as const);
  switch (kind) {
    case "stateful-service":
      return [
        ["Kubernetes service name", name],
        ["Kubernetes service name", `${name}-members`],
        ["Kubernetes stateful set name", name],
        ...releases,
      ];
    case "scheduled-job":
      return [["Kubernetes cron job name", name], ...releases];
    case "job":
      return [["Kubernetes job name", `${name}-00000000`], ...releases];
    default:
      return [["Kubernetes service name", name], ...releases];
  }
}

function ofPipeline(pipeline: object | undefined, name: string, from: Path, bearer: string): ComputedName[] {
  return pipeline ? [{ kind: "IAM role name", name, from, bearer: `the pipeline of ${bearer}` }] : [];
}

function namesOfData(names: Names, { databases, caches }: NamedSections): ComputedName[] {
  return [
    ...databases.flatMap(({ name, instances }, index): ComputedName[] => {
      const from: Path = ["databases", index, "name"];
      const bearer = `the database ${name}`;
      return [
        { kind: "RDS cluster identifier", name: names.database(name), from, bearer },
        // The last instance has the longest name.
        { kind: "RDS instance identifier", name: names.databaseInstance(name, instances), from, bearer },
        { kind: "IAM role name", name: names.databaseUsersRole(name), from, bearer },
      ];
    }),
    ...caches.map(
      ({ name }, index): ComputedName => ({
        kind: "ElastiCache replication group id",
        name: names.cache(name),
        from: ["caches", index, "name"],
        bearer: `the cache ${name}`,
      }),
    ),
  ];
}

function namesOfTeamData(names: Names, { queues, teamBuckets, tables }: NamedSections): ComputedName[] {
  return [
    ...queues.flatMap(({ name, fifo }, index): ComputedName[] => {
      const from: Path = ["queues", index, "name"];
      const bearer = `the queue ${name}`;
      return [
        { kind: "SQS queue name", name: names.queue(name, fifo), from, bearer },
        {
          kind: "SQS queue name",
          name: names.deadLetterQueue(name, fifo),
          from,
          bearer: `the dead letters of ${bearer}`,
        },
      ];
    }),
    ...teamBuckets.map(
      ({ name }, index): ComputedName => ({
        kind: "S3 bucket name",
        name: names.teamBucket(name),
        from: ["teamBuckets", index, "name"],
        bearer: `the team's bucket ${name}`,
      }),
    ),
    ...tables.map(
      ({ name }, index): ComputedName => ({
        kind: "DynamoDB table name",
        name: names.table(name),
        from: ["tables", index, "name"],
        bearer: `the table ${name}`,
      }),
    ),
  ];
}

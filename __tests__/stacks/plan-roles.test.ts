import type { PolicyDocument } from "../../constructs/identity/policy-document";
import { namesOf } from "../../constructs/names";
import { stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { counted, type ProvenRole, verdictOn } from "../proofs/support/simulator";
import { environmentOutput } from "../support/demo";

/**
 * The code of a pull request runs as the plan roles, and is not trusted: whatever they read, its author may read. So they
 * read settings and their states, which hold no secret.
 */
const readsContent = new RegExp(
  `^(${[
    "secretsmanager:(Get(SecretValue|RandomPassword)|BatchGetSecretValue)",
    "ssm:(GetParameter|StartSession|SendCommand|GetCommandInvocation)",
    "logs:(Filter|Get(Log(Events|Record|GroupFields|Object)|QueryResults|DataProtection)|Start|Unmask)",
    "(s3:GetObject(?!Lock)|s3express:|s3-object-lambda:)",
    "(dynamodb:(Get|BatchGet|Query|Scan|PartiQL)|sqs:Receive|kinesis:Get(Records|ShardIterator))",
    "rds(-data|-db):",
    "rds:(Download|CopyDBSnapshot|StartExportTask)",
    "elasticache:(Connect|Copy|Export)",
    "kms:(Decrypt|Encrypt|ReEncrypt|Sign|GenerateDataKey|CreateGrant)",
    "ec2:(GetConsole|GetPasswordData|GetEbs|GetLaunchTemplateData)",
    "ebs:",
    "ecr:(BatchGetImage|GetDownloadUrlForLayer|GetAuthorizationToken)",
    "eks:(AccessKubernetesApi|MutateViaKubernetesApi)",
    "eks-auth:",
    "elasticfilesystem:Client",
    "acm:(ExportCertificate|GetCertificate)",
    "sts:",
    "lambda:",
    "codebuild:",
  ].join("|")})`,
);

interface PlanRole extends ProvenRole {
  readonly trust: PolicyDocument;
}

describe.each(["demo", "example-s3", "example-hcp"])("%s", (name) => {
  const output = environmentOutput(name);
  const environment = loadEnvironment(name);
  const names = namesOf(environment);
  const role = (stack: string): PlanRole => output.file(`permissions/${stack}.json`).plan;

  it.each(stackIds)("the plan of %s names no action that reads a secret, data or logs", (stack) => {
    const granted = role(stack).policies.flatMap(({ name: policy, document }) =>
      document.Statement.flatMap(({ Action = [], NotAction = [] }) => [...Action, ...NotAction.map(() => "*")]).map(
        (action) => ({ policy, action }),
      ),
    );
    expect(granted.length).toBeGreaterThan(0);
    expect(granted.filter(({ action }) => action.includes("*"))).toEqual([]);
    const reading = granted.filter(({ action }) => readsContent.test(action));
    // Its own state, and those that it reads.
    expect(reading.filter(({ policy }) => !policy.endsWith("-plan-state"))).toEqual([]);
    const ofStates = [...new Set(reading.map(({ action }) => action))].sort();
    expect(ofStates).toEqual(
      environment.state.kind === "s3" ? ["kms:Decrypt", "kms:GenerateDataKey", "s3:GetObject"] : [],
    );
  });

  it("no plan role gets at a secret, a log, an object or an image, as simulated", async () => {
    const [database] = environment.databases;
    const [team = "none"] = environment.teams.map((one) => one.name);
    const calls = [
      ["secretsmanager:GetSecretValue", names.arn("secretsmanager", "secret:rds!cluster-1-AbCdEf")],
      ["secretsmanager:GetSecretValue", names.arn("secretsmanager", `secret:${names.secretPath(team)}key-AbCdEf`)],
      ["ssm:GetParameter", names.arn("ssm", `parameter${names.parameterPath(team)}key`)],
      ["logs:FilterLogEvents", names.arn("logs", `log-group:${names.logGroup("applications")}`)],
      ["logs:GetLogEvents", names.arn("logs", `log-group:${names.controlPlaneLogGroup}:log-stream:kube-apiserver-1`)],
      ["s3:GetObject", `arn:aws:s3:::${names.bucket("backups")}/backups/nightly/nightly.tar.gz`],
      ["rds-data:ExecuteStatement", names.arn("rds", `cluster:${names.database(database?.name ?? "none")}`)],
      ["ecr:GetDownloadUrlForLayer", names.arn("ecr", `repository/${names.imageRepository(team, "web")}`)],
      ["sqs:ReceiveMessage", names.arn("sqs", names.interruptionQueue)],
      ["ec2:GetConsoleOutput", names.arn("ec2", "instance/i-0a1b2c3d4e5f60718")],
    ] as const;
    const before = counted.calls;
    for (const stack of stackIds) {
      for (const [action, resource] of calls) {
        const verdict = await verdictOn(role(stack), { action, resource });
        expect([stack, action, verdict === "Allowed"]).toEqual([stack, action, false]);
      }
    }
    expect(counted.calls - before).toBe(stackIds.length * calls.length);
  });
});

it("would find what a plan role must not read", () => {
  const forbidden = ["secretsmanager:GetSecretValue", "logs:StartQuery", "s3:GetObjectVersion", "kms:Decrypt"];
  expect(forbidden.filter((action) => !readsContent.test(action))).toEqual([]);
  const settings = [
    "secretsmanager:DescribeSecret",
    "logs:DescribeLogGroups",
    "s3:GetBucketPolicy",
    "kms:GetKeyPolicy",
  ];
  expect(settings.filter((action) => readsContent.test(action))).toEqual([]);
});

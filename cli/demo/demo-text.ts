import { namesOf } from "../../constructs/names";
import type { Environment } from "../../environments/schema/environment";
import { madeUpCredentials } from "../emulator/apart-from-accounts";
import { table } from "../table";
import { leavesObjects, type Scope } from "./scope";
import type { StackRun } from "./stack-run";
import type { Workplace } from "./workplace";

/** What was created, stack by stack and kind by kind. */
export function createdText(runs: readonly StackRun[]): string {
  const rows = runs.map((run) => [
    run.stack,
    run.role,
    String(total(run)),
    run.leftOver.length === 0 ? "empty" : `${run.leftOver.length} changes`,
    run.state,
    run.seconds.toFixed(1),
  ]);
  const all = table([["stack", "applied by", "resources", "second plan", "state", "seconds"], ...rows], [2, 5]);
  return [...all, "", ...runs.map(kindsText), ...runs.flatMap(leftOverText)].join("\n");
}

function total({ made }: StackRun): number {
  return Object.values(made).reduce((sum, number) => sum + number, 0);
}

function kindsText({ stack, made }: StackRun): string {
  const most = Object.entries(made).sort(([one, a], [other, b]) => b - a || one.localeCompare(other));
  return `${stack}: ${most.map(([type, number]) => `${number} ${type}`).join(", ") || "nothing"}`;
}

function leftOverText({ stack, leftOver }: StackRun): readonly string[] {
  if (leftOver.length === 0) return [];
  return ["", `The second plan of ${stack} would change:`, ...leftOver.map((address) => `  ${address}`)];
}

/** How to look at what runs on, and how to end it. */
export function lookText(environment: Environment, { folder, checkout }: Workplace, scope: Scope): string {
  const { aws, emulator, name } = environment;
  const names = namesOf(environment);
  const call = `aws --endpoint-url ${emulator?.endpoint}`;
  const variables = {
    ...madeUpCredentials,
    AWS_DEFAULT_REGION: aws.region,
    AWS_CA_BUNDLE: emulator?.caBundle,
    ENVIRONMENT: name,
  };
  const bucket = names.stateBucket(
    "apps",
    environment.state.kind === "s3" ? environment.state.bucketPrefix : undefined,
  );
  return [
    "The emulator runs on. Look at it as the root of its account:",
    `  export ${Object.entries(variables)
      .map(([variable, value]) => `${variable}=${value}`)
      .join(" ")}`,
    `  ${call} cloudformation describe-stacks --query 'Stacks[].[StackName,StackStatus]' --output text`,
    `  ${call} iam list-roles --path-prefix /strata/${name}/ --query 'Roles[].Arn' --output text`,
    `  ${call} s3api list-object-versions --bucket ${bucket}`,
    `  ${call} ec2 describe-vpcs --query 'Vpcs[].[VpcId,CidrBlock]' --output text`,
    `  cd ${checkout} && npx platform plan apps${scope.kind === "aws-part" ? " --aws-only" : ""}`,
    ...(leavesObjects(scope) ? clearClusterText(checkout) : []),
    "End it, and leave nothing behind:",
    `  rm -r ${folder}`,
  ].join("\n");
}

/** By Terraform's own command, since what runs on is nobody's to take back any more. */
function clearClusterText(checkout: string): readonly string[] {
  return [
    "Take out of the cluster what was made there:",
    `  cd ${checkout}/cdktf.out/stacks && for stack in apps app-services cluster-services kubernetes-cluster; do terraform -chdir=$stack destroy -auto-approve; done`,
  ];
}

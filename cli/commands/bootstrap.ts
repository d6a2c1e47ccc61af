import type { Environment } from "../../environments/schema/environment";
import { connectTo } from "../aws/connect";
import { toldInOneLine } from "../aws/errors";
import { adoptAll, each, removeAll, type Steps } from "../bootstrap/all-stacks";
import { check } from "../bootstrap/check";
import { deploy } from "../bootstrap/deploy";
import { allWantedOf } from "../bootstrap/wanted";
import { type Arguments, type Command, CommandError } from "../command";
import { dialogue } from "../dialogue";
import { interruptible } from "../interruptible";
import { orInterrupted } from "../or-interrupted";
import { propsFrom } from "../run-app";
import { writtenPlatform } from "../written-platform";

const help = `Makes what must be there before the stack identity, for an environment whose states lie in S3: per stack the bucket and the
key of its state, the bucket of their access logs, and the roles of AWS's services that come too late by themselves. It is
one CloudFormation stack, whose template is written to cdktf.out/bootstrap/template.json, and one for each team's own stack
(cdktf.out/bootstrap/apps-<team>.json). What would change is shown and has to be confirmed; run it again whenever --check says so.

Usage: npx platform bootstrap [--adopt | --delete] [--yes]
       npx platform bootstrap --check

  --yes        does not ask, for CI; without it and without a terminal the command refuses to run
  --adopt      first takes in, as they are, buckets and keys of these names that belong to no stack
  --check      changes nothing, and says what differs: the template, the policies and settings of buckets and keys, the roles
  --delete     takes it all back while every bucket is empty; what has ever held a state stays, whoever asks
  ENVIRONMENT  a file of environments/, default demo

Who runs it is found as for any tool of AWS (AWS_PROFILE, aws sso login, …), and must be one of the environment's
rootAdministrators. Interrupted, CloudFormation goes on; the next run waits for it and goes on from there.

--check is for identity's review role, in a pipeline, and for whoever else may cloudformation:DescribeStacks, GetTemplate and
GetStackPolicy; s3:GetBucketPolicy, GetBucketVersioning and GetBucketPublicAccessBlock; kms:DescribeKey, GetKeyPolicy and
GetKeyRotationStatus; iam:GetRole.

Exit code: 0 done, or nothing to do; 2 with --check: something differs; 1 error, or not confirmed.

Example: npx platform bootstrap
         ENVIRONMENT=example-s3 AWS_PROFILE=root npx platform bootstrap --yes
         npx platform bootstrap --check
`;

export const bootstrap: Command = {
  name: "bootstrap",
  summary: "makes what must be there before identity: where the states lie",
  help,
  options: {
    adopt: { type: "boolean" },
    yes: { type: "boolean" },
    check: { type: "boolean" },
    delete: { type: "boolean" },
  },
  run(args, shell) {
    const step = stepOf(args);
    refuseOtherStates(propsFrom({ ENVIRONMENT: shell.ENVIRONMENT }).environment);
    const app = writtenPlatform({ ENVIRONMENT: shell.ENVIRONMENT });
    const all = allWantedOf(app);
    const { environment } = app;
    const asked = dialogue(args.values.yes === true);
    return interruptible((signal) =>
      toldInOneLine("bootstrap", () =>
        orInterrupted("bootstrap", signal, async () => {
          const aws = await connectTo(environment, all[0].region)();
          return step(all.map((wanted) => ({ environment, wanted, aws, dialogue: asked, signal })));
        }),
      ),
    );
  },
};

function stepOf({ values, positionals }: Arguments): Steps {
  const [surplus] = positionals;
  if (surplus !== undefined) throw refused(`it takes no ${surplus}`);
  if (values.check && (values.delete || values.yes || values.adopt))
    throw refused("--check changes nothing, and goes alone");
  if (values.check) return each(check);
  if (values.adopt && values.delete) throw refused("--adopt and --delete exclude each other");
  if (values.adopt) return adoptAll;
  return values.delete ? removeAll : each(deploy);
}

function refuseOtherStates({ name, state }: Environment): void {
  if (state.kind === "s3") return;
  const instead = {
    local: `its states are files in ${state.kind === "local" ? state.folder : ""}/: nothing has to be there first. Run npx cdktf deploy`,
    "hcp-terraform":
      "its states lie in HCP Terraform: npx platform hcp sets up the project and the workspaces, and identity is then applied in local execution mode",
  }[state.kind];
  throw new CommandError(`platform bootstrap: ${name} has nothing in S3; ${instead}.`);
}

function refused(problem: string): CommandError {
  return new CommandError(`platform bootstrap: ${problem}; npx platform bootstrap --help shows its usage`);
}

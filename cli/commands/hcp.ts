import { type Arguments, type Command, CommandError } from "../command";
import { dialogue } from "../dialogue";
import { addressOf } from "../hcp/address";
import { HcpApi } from "../hcp/api/api";
import { patience } from "../hcp/api/patience";
import { check, setUp } from "../hcp/set-up";
import { tokenOf } from "../hcp/token";
import { wantedOf } from "../hcp/wanted";
import { interruptible } from "../interruptible";
import { propsFrom } from "../run-app";

const help = `Sets up HCP Terraform for an environment whose states lie there: the project, a workspace for each stack with the two roles of
its runs, who may read which state, what runs after what, the agents of stacks 3 to 6, health assessments. What would change
is shown and has to be confirmed; run it again whenever --check says so.

Usage: npx platform hcp [--identity local | remote] [--yes] [--address <url>]
       npx platform hcp --check [--identity local | remote] [--address <url>]

  --check      changes nothing, and says what differs
  --identity   where identity runs: local for its first apply and for changes of the root of trust, remote in between; left
               out: where it does now, and local when it is new
  --yes        does not ask, for CI; without it and without a terminal the command refuses to run
  --address    where the API answers, by https or on this machine; default https:// and the environment's state.hostname
  ENVIRONMENT  a file of environments/, default demo

The token is that of terraform login, or of TF_TOKEN_app_terraform_io for app.terraform.io (other hosts accordingly); its team
has to manage projects and workspaces. It is never shown. Workspaces and their states are never removed; a reader of a state,
or a source of runs, that no contract asks for is. docs/operations/hcp-terraform.md tells the first rollout.

Exit code: 0 done, or nothing to do; 2 with --check: something differs; 1 error, or not confirmed.

Example: npx platform hcp --check
         ENVIRONMENT=example-hcp npx platform hcp --identity remote
`;

export const hcp: Command = {
  name: "hcp",
  summary: "sets up the workspaces of HCP Terraform; --check says what differs",
  help,
  options: {
    check: { type: "boolean" },
    identity: { type: "string" },
    yes: { type: "boolean" },
    address: { type: "string" },
  },
  run(args, shell) {
    const { values } = args;
    const identity = identityOf(args);
    const { environment } = propsFrom({ ENVIRONMENT: shell.ENVIRONMENT });
    const { state } = environment;
    if (state.kind !== "hcp-terraform") throw otherState(environment.name, state.kind);
    const wanted = wantedOf(environment, state, identity);
    const address = addressOf(values.address, state, refused);
    const token = tokenOf(state.hostname, process.env);
    return interruptible(async (signal) => {
      const api = new HcpApi({ host: state.hostname, address, token, signal, patience });
      const context = { wanted, api, signal, dialogue: dialogue(values.yes === true), pauseMs: patience.pauseMs };
      try {
        return await (values.check ? check : setUp)(context);
      } catch (error) {
        if (signal.aborted) throw new CommandError("platform hcp: interrupted; run it again to go on");
        throw error;
      }
    });
  },
};

function identityOf({ values, positionals: [surplus] }: Arguments): "local" | "remote" | undefined {
  if (surplus !== undefined) throw refused(`it takes no ${surplus}`);
  if (values.check && values.yes) throw refused("--check changes nothing, so there is nothing to say --yes to");
  const { identity } = values;
  if (identity === undefined || identity === "local" || identity === "remote") return identity;
  throw refused(`identity runs local or remote, not ${identity}`);
}

function otherState(name: string, kind: string): CommandError {
  return new CommandError(
    `platform hcp: the states of ${name} are ${kind}, not hcp-terraform; choose another environment by ENVIRONMENT`,
  );
}

function refused(problem: string): CommandError {
  return new CommandError(`platform hcp: ${problem}; npx platform hcp --help shows its usage`);
}

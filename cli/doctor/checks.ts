import type { Check } from "./check";
import { awsCommand } from "./checks/aws-command";
import { breakGlass } from "./checks/break-glass";
import { charts } from "./checks/charts";
import { cluster } from "./checks/cluster";
import { credentials } from "./checks/credentials";
import { delegation } from "./checks/delegation";
import { helm } from "./checks/helm";
import { kubectl } from "./checks/kubectl";
import { node } from "./checks/node";
import { packages } from "./checks/packages";
import { clusterQuotas } from "./checks/quotas/cluster";
import { identityQuotas } from "./checks/quotas/identity";
import { networkQuotas } from "./checks/quotas/network";
import { role } from "./checks/role";
import { signatures } from "./checks/signatures";
import { state } from "./checks/state";
import { terraform } from "./checks/terraform";

/** Everything that `npx platform doctor` looks at, in the order of its output: this machine, who asks, what is out there. */
export const checks: readonly Check[] = [
  node,
  packages,
  terraform,
  awsCommand,
  helm,
  kubectl,

  credentials,
  role,
  breakGlass,

  state,
  cluster,
  charts,
  delegation,
  signatures,

  identityQuotas,
  networkQuotas,
  clusterQuotas,
];

import type { Command } from "../command";
import { affected } from "./affected";
import { bootstrap } from "./bootstrap";
import { chartsRecord } from "./charts-record";
import { compat } from "./compat";
import { demo } from "./demo";
import { docs } from "./docs";
import { doctor } from "./doctor";
import { drift } from "./drift";
import { guardPlan } from "./guard-plan";
import { guardRules } from "./guard-rules";
import { guardWaivers } from "./guard-waivers";
import { hcp } from "./hcp";
import { history } from "./history";
import { historyRecord } from "./history-record";
import { permissions } from "./permissions";
import { permissionsDiff } from "./permissions-diff";
import { permissionsNotNarrowable } from "./permissions-not-narrowable";
import { permissionsRecord } from "./permissions-record";
import { permissionsRetire } from "./permissions-retire";
import { pipelines } from "./pipelines";
import { plan } from "./plan";
import { ready } from "./ready";
import { report } from "./report";

/** All commands, in the order of `npx platform --help`. */
export const commands: readonly Command[] = [
  bootstrap,
  ready,
  plan,
  drift,
  history,
  historyRecord,
  affected,
  pipelines,
  guardPlan,
  doctor,
  guardRules,
  guardWaivers,
  permissions,
  permissionsDiff,
  permissionsRecord,
  permissionsRetire,
  permissionsNotNarrowable,
  chartsRecord,
  report,
  docs,
  hcp,
  compat,
  demo,
];

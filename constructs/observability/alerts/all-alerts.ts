import type { BackupSchedule } from "../../charts/backup-schedules";
import type { Scraped } from "../scrape-targets";
import type { AlertGroup } from "./alert";
import { apiServer } from "./api-server";
import { appMetrics, customMetrics } from "./app-metrics";
import { autoscaling } from "./autoscaling";
import { backups } from "./backups";
import { certificates } from "./certificates";
import { dns } from "./dns";
import { loadBalancers } from "./load-balancers";
import { logs } from "./logs";
import { mesh } from "./mesh";
import { network } from "./network";
import { nodes } from "./nodes";
import { policies } from "./policies";
import { managedPrometheus, ownPrometheus } from "./prometheus";
import { records } from "./records";
import { secrets } from "./secrets";
import { volumes } from "./volumes";
import { workloads } from "./workloads";

type Schedules = readonly Pick<BackupSchedule, "name" | "cron">[];

const common = (schedules: Schedules): readonly AlertGroup[] => [
  nodes,
  workloads,
  network,
  dns,
  apiServer,
  certificates,
  loadBalancers,
  records,
  volumes,
  logs,
  autoscaling,
  policies,
  secrets,
  mesh,
  appMetrics,
  backups(schedules),
];

/** Of backups whose age differs. */
const someSchedules: Schedules = [
  { name: "daily", cron: "15 2 * * *" },
  { name: "hourly", cron: "45 * * * *" },
];

/** Every alert that there is, whatever an environment runs: each has its section in the runbook. */
export const everyAlertGroup: readonly AlertGroup[] = [
  ...common(someSchedules),
  ownPrometheus,
  customMetrics,
  managedPrometheus,
];

/** The alerts on what the environment runs, and on backups that it makes on a schedule. */
export function alertGroups(
  kind: "prometheus" | "managed-prometheus",
  scraped: readonly Scraped[],
  schedules: Schedules,
): readonly AlertGroup[] {
  const own = kind === "prometheus" ? [ownPrometheus, customMetrics] : [managedPrometheus];
  return [...common(schedules), ...own].filter(({ needs }) => needs === undefined || scraped.includes(needs));
}

import { platformCritical } from "../../cluster/priority-classes";
import { type Resources, restrictedContainer, restrictedPod } from "../pod-defaults";
import { onSystemNodes } from "../system-nodes";
import { serviceUrl } from "./names";

const resources: Resources = {
  requests: { cpu: "50m", memory: "192Mi" },
  limits: { cpu: "500m", memory: "512Mi" },
};

/** Id by which dashboards name the source of their figures. */
export const metricsSource = "prometheus";

const dashboardFolder = "/var/lib/grafana/dashboards/platform";

export interface GrafanaOptions {
  /** Names of the ConfigMaps with dashboards. */
  readonly dashboards: string;
}

/**
 * Dashboards to look at, and nothing to log in to: it has no user but the anonymous viewer, so that there is no password
 * to keep anywhere, and nothing that a viewer could change. Who may reach it, the rights to forward its port say. It
 * stores nothing: dashboards come from ConfigMaps, which are mounted. The chart's side-cars for that would bring the
 * right to read Secrets. As a StatefulSet its pod has a name that a right can name.
 *
 * Settings: grafana/grafana, conf/defaults.ini at `v13.2.0`.
 */
export function grafanaValues({ dashboards }: GrafanaOptions) {
  return {
    useStatefulSet: true,
    replicas: 1,
    defaultDashboardsEnabled: false,
    env: { GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: "true" },
    "grafana.ini": settings,
    sidecar: { dashboards: { enabled: false }, datasources: { enabled: false } },
    datasources: { "datasources.yaml": { apiVersion: 1, datasources: sources } },
    dashboardProviders: { "dashboardproviders.yaml": { apiVersion: 1, providers: [provider] } },
    dashboardsConfigMaps: { [provider.name]: dashboards },
    rbac: { create: false },
    serviceAccount: { create: true, name: "grafana", automountServiceAccountToken: false },
    automountServiceAccountToken: false,
    initChownData: { enabled: false },
    // A test pod that nobody runs.
    testFramework: { enabled: false },
    // What it writes beside its data, which a read-only file system forbids.
    extraEmptyDirMounts: [
      { name: "tmp", mountPath: "/tmp" },
      { name: "logs", mountPath: "/var/log/grafana" },
    ],
    ...onSystemNodes,
    priorityClassName: platformCritical,
    securityContext: { ...restrictedPod, runAsUser: 472, runAsGroup: 472, fsGroup: 472 },
    containerSecurityContext: restrictedContainer,
    resources,
  };
}

const settings = {
  // It calls nobody outside: not for plug-ins, not for news, not to report how it is used.
  analytics: { reporting_enabled: false, check_for_updates: false, check_for_plugin_updates: false },
  news: { news_feed_enabled: false },
  plugins: { preinstall_disabled: true },
  auth: { disable_login_form: true },
  "auth.basic": { enabled: false },
  "auth.anonymous": { enabled: true, org_role: "Viewer" },
  users: { allow_sign_up: false },
  snapshots: { enabled: false },
  // Alerts are Prometheus' and Alertmanager's.
  unified_alerting: { enabled: false },
  log: { mode: "console" },
};

const sources = [
  { name: "Prometheus", uid: metricsSource, type: "prometheus", url: serviceUrl("prometheus"), isDefault: true },
  {
    name: "Alertmanager",
    uid: "alertmanager",
    type: "alertmanager",
    url: serviceUrl("alertmanager"),
    jsonData: { implementation: "prometheus" },
  },
].map((source) => ({ ...source, access: "proxy", editable: false }));

const provider = {
  name: "platform",
  folder: "Platform",
  type: "file",
  disableDeletion: true,
  allowUiUpdates: false,
  options: { path: dashboardFolder },
};

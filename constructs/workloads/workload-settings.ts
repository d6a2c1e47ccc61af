import { ConfigError } from "../errors";
import { awsSettings } from "./aws-links";
import { cacheSettings, databaseSettings } from "./data-links";
import type { WorkloadProps } from "./workload-props";

/** A workload's own settings beside those that its links bring; none may hide another, nor a secret's variable. */
export function settingsOf(path: string, props: WorkloadProps): Record<string, string> {
  const { settings = {}, databases = [], caches = [], secrets = [] } = props;
  const linked: Record<string, string> = Object.assign(
    {},
    ...databases.map(databaseSettings),
    ...caches.map(cacheSettings),
    awsSettings(props),
  );
  const secret = secrets.flatMap(({ variables = {} }) => Object.keys(variables));
  const findings = [
    ...Object.keys(settings)
      .filter((name) => name in linked)
      .map((name) => taken(path, name, "a datastore that the app uses")),
    ...secret
      .filter((name) => name in linked || name in settings)
      .map((name) => taken(path, name, "a secret of the app's")),
  ];
  if (findings.length > 0) throw new ConfigError(`Workload ${path}`, findings);
  return { ...linked, ...settings };
}

function taken(path: string, name: string, bearer: string) {
  return {
    place: `${path} settings.${name}`,
    problem: `${bearer} sets this variable`,
    fix: "rename the setting, or leave it out and use that value",
    code: "WORKLOAD_SETTING_TAKEN",
  };
}

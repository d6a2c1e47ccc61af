import { looksLikeCredential, namesSecret } from "../../../../constructs/guardrails/secrets/credentials";
import { entryRule } from "../value-rule";

type Settings = Readonly<Record<string, string>>;

const advice =
  "leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description";

/** https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html */
export const settingName = entryRule<Settings>({
  code: "ENV_SETTING_NAME",
  states: "the name of a setting has capital letters, digits and underscores, and does not start with a digit",
  fix: "write it as in LOG_LEVEL",
  offenders: (settings) => Object.keys(settings).filter((name) => !/^[A-Z_][A-Z0-9_]*$/.test(name)),
  hidden: true,
});

export const secretSettingName = entryRule<Settings>({
  code: "ENV_SETTING_SECRET_NAME",
  states: "a setting is never a secret, and this name says that it is one",
  fix: advice,
  offenders: (settings) => Object.keys(settings).filter(namesSecret),
  hidden: true,
});

export const secretSettingValue = entryRule<Settings>({
  code: "ENV_SETTING_SECRET_VALUE",
  states: "a setting is never a secret, and this value looks like a credential",
  fix: advice,
  offenders: (settings) =>
    Object.entries(settings).flatMap(([name, value]) => (looksLikeCredential(value) ? [name] : [])),
  hidden: true,
});

import type { ResolvedElement } from "../../stack/resolved-tree";
import { at } from "../finished-tree";
import { blocksAt, texts } from "../provider-values";
import type { Rule } from "../rule";
import { securitySettings, securitySettingsByType } from "./security-settings";

/** What Terraform ignores, anybody can change by hand, and neither a plan nor a check for drift shows it. */
export const ignoredSetting: Rule = {
  id: "ignored-setting",
  title: "Terraform watches every setting that protects something",
  severity: "high",
  sources: ["Terraform: lifecycle meta-argument, ignore_changes", "Crosswalk playbooks: drift is detected"],
  check: ({ elements }) =>
    elements.flatMap((element) => {
      const { lifecycle } = element.body ?? {};
      return lifecycle === undefined ? [] : ignoredBy(element).map(violation(element));
    }),
};

function ignoredBy({ type, body }: ResolvedElement): readonly string[] {
  const ignored = blocksAt(body, "lifecycle").flatMap(({ block }) => texts(block.ignore_changes ?? []));
  return ignored.filter((path) => path === "all" || protects(type, path));
}

/** Whether an argument on the path is a security setting: `spec[0].template[0].spec[0].security_context`. */
function protects(type: string, path: string): boolean {
  const segments = path.split(/[.[\]"']+/).filter((one) => one !== "" && !/^\d+$/.test(one));
  if (segments.some((one) => securitySettings.has(one))) return true;
  const last = segments[segments.length - 1] ?? "";
  // The whole of a block is ignored where its name comes last, and one thing in it otherwise.
  return securitySettingsByType.some(
    ([types, settings]) =>
      types.test(type) && (settings.has(last) || (settings.has("labels") && segments.includes("labels"))),
  );
}

function violation(element: ResolvedElement) {
  return (path: string) => ({
    ...at(element, "lifecycle.ignore_changes"),
    value: path,
    problem: `${path === "all" ? "whatever anybody changes by hand" : "what anybody changes there by hand"} stays, and no plan shows it`,
    fix: "take it out of ignore_changes; what a controller changes by right is named by its exact path",
  });
}

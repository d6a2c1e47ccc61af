import { catalogue } from "../../constructs/permissions/catalogue/catalogue";
import { derive } from "../../constructs/permissions/derive";
import { type Operation, operations } from "../../constructs/permissions/entry";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { generatedBy, markdownTable, page } from "./markdown";

interface Rights {
  readonly stacks: Set<StackId>;
  readonly actions: Readonly<Record<Operation, Set<string>>>;
}

/** What each Terraform type needs of AWS, as the environments of the repository declare it. */
export function rightsPage(apps: readonly PlatformApp[]): string {
  const byType = rightsOf(apps);
  const types = Object.keys(catalogue).sort();
  const rows = types.map((type) => rowOf(type, byType.get(type)));
  return page(
    "# Rights by Terraform type",
    "",
    "The actions that a resource takes to be created, read, updated and deleted, by the catalogue in",
    "`constructs/permissions/catalogue/`. A stack's apply role gets those of what the stack declares, each on the resource's own",
    "ARN or tags, its plan role those of reading; `npx platform permissions <stack> --why <action>` names the resource that asks.",
    "Shown is what the environments of this repository lead to, and the demo in an existing network, with managed Prometheus",
    `and a signed zone: some actions hang on arguments. Data sources begin with \`data.\`. ${generatedBy}`,
    "",
    ...markdownTable(["type", "stacks", ...operations], rows),
  );
}

function rightsOf(apps: readonly PlatformApp[]): ReadonlyMap<string, Rights> {
  const found = new Map<string, Rights>();
  for (const { stack, type, needs } of apps.flatMap((app) => derive(app.resolveAll(), catalogue).resources)) {
    const rights = found.get(type) ?? noRights();
    rights.stacks.add(stack);
    for (const operation of operations) {
      for (const action of needs[operation].flatMap(({ actions }) => actions)) rights.actions[operation].add(action);
    }
    found.set(type, rights);
  }
  return found;
}

function noRights(): Rights {
  return {
    stacks: new Set(),
    actions: { create: new Set(), read: new Set(), update: new Set(), delete: new Set() },
  };
}

function rowOf(type: string, rights: Rights | undefined): readonly string[] {
  if (!rights) return [`\`${type}\``, "none of them has one", ...operations.map(() => "")];
  const actions = operations.map((operation) => [...rights.actions[operation]].sort().map((one) => `\`${one}\``));
  const stacks = stackIds.filter((one) => rights.stacks.has(one));
  return [`\`${type}\``, stacks.join("<br>"), ...actions.map((all) => all.join("<br>"))];
}

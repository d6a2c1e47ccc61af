import type { Html } from "../html/html";
import type { Report } from "../model/report";
import { lazyTable, section } from "./parts";

/** What each stack holds. */
export function resourcesView({ stacks }: Report): Html {
  return section(
    "resources",
    "Resources",
    "What does each stack hold? Choose a resource for its ARN and the actions that Terraform needs for it.",
    lazyTable({
      name: "resources",
      caption: "Resources by stack",
      search: "type, address, path, ARN or action",
      choice: { label: "Stack", values: stacks.map(({ id }) => id), all: "all stacks" },
    }),
  );
}

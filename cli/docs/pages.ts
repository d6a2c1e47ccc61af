import { environmentNames } from "../../environments/load";
import { checkedPlatform, checkedPlatformOf } from "../checked-platform";
import { rulesPage } from "../guard/rules-page";
import { notNarrowable, notNarrowablePage } from "../permissions/not-narrowable";
import { commandsPage } from "./commands/page";
import { constructPages } from "./constructs/pages";
import { contractsPage } from "./contracts-page";
import { demoOtherwise } from "./demo-otherwise";
import { environmentPages } from "./environment/pages";
import { pictures } from "./pictures/pictures";
import { rightsPage } from "./rights-page";

/** Texts of pages, by their paths from the checkout. */
export type Pages = ReadonlyMap<string, string>;

/** Every page and picture of docs/ that is made from the sources. */
export function pages(): Pages {
  const apps = environmentNames().map((ENVIRONMENT) => checkedPlatform({ ENVIRONMENT }));
  return new Map([
    ...environmentPages(),
    ["docs/reference/commands.md", commandsPage()],
    ["docs/reference/contracts.md", contractsPage()],
    ...constructPages(),
    ["docs/reference/guardrails.md", rulesPage()],
    [
      "docs/reference/permissions-by-type.md",
      rightsPage([...apps, checkedPlatformOf({ environment: demoOtherwise() })]),
    ],
    ["docs/reference/permissions-not-narrowable.md", notNarrowablePage(notNarrowable(apps))],
    ...pictures(apps),
  ]);
}

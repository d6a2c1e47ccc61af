import { environmentNames } from "../../environments/load";
import { checkedPlatform } from "../checked-platform";
import { type Command, CommandError } from "../command";
import { notNarrowable, notNarrowablePage } from "../permissions/not-narrowable";

const help = `Prints, as a page of Markdown, the rights to write on * that AWS offers nothing narrower for, over all environments.

Usage: npx platform permissions not-narrowable

Exit code: 0 printed, 1 error.

Example: npx platform permissions not-narrowable > docs/reference/permissions-not-narrowable.md
`;

export const permissionsNotNarrowable: Command = {
  name: "permissions not-narrowable",
  summary: "the rights on * that AWS offers nothing narrower for, as a page of docs/",
  help,
  options: {},
  run({ positionals: [surplus] }) {
    if (surplus !== undefined) throw new CommandError(`platform permissions not-narrowable: it takes no ${surplus}`);
    const apps = environmentNames().map((ENVIRONMENT) => checkedPlatform({ ENVIRONMENT }));
    return { output: notNarrowablePage(notNarrowable(apps)) };
  },
};

import { arnCovers } from "../../permissions/rights";
import type { ReportRole } from "./roles";

/** Tells whether an ARN pattern stands for roles of ours alone: its wildcards leave neither their folder nor their names. */
export function ownPatterns(roles: readonly ReportRole[]): (pattern: string) => boolean {
  const ours = roles.map(({ roleArn }) => ({ roleArn, folder: roleArn.slice(0, roleArn.lastIndexOf("/") + 1) }));
  return (pattern) => {
    const [fixed = ""] = pattern.split(/[*?]/);
    return ours.some(({ roleArn, folder }) => fixed.startsWith(folder) && arnCovers(pattern, roleArn));
  };
}

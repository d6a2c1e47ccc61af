import type { Template } from "./cloudformation";
import { withSharedLists } from "./shared-lists";

/**
 * Bytes of a template that CloudFormation takes with a request; a larger one has to lie in a bucket, and there is none yet.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const templateLimit = 51_200;

/** The template as it is sent: a line for each resource, for people to compare. */
export function templateText(template: Template, rootAdministrators: readonly string[]): string {
  const whole = linesOf(template);
  return Buffer.byteLength(whole) <= templateLimit ? whole : linesOf(withSharedLists(template, rootAdministrators));
}

function linesOf(template: Template): string {
  const sections = Object.entries(template).map(([name, content]) => `${JSON.stringify(name)}:${section(content)}`);
  return `{\n${sections.join(",\n")}\n}\n`;
}

function section(content: unknown): string {
  if (typeof content !== "object" || content === null) return JSON.stringify(content);
  const entries = Object.entries(content).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return entries.length === 0 ? "{}" : `{\n${entries.join(",\n")}\n}`;
}

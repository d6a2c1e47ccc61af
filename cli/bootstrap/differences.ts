import type { Stack } from "@aws-sdk/client-cloudformation";
import type { Template } from "../../constructs/bootstrap/cloudformation";
import { expanded } from "../../constructs/bootstrap/expanded";
import { missingRoles } from "./account-roles";
import type { BootstrapContext } from "./context";
import { currentStack, goesOn } from "./current-stack";
import { allStoreDifferences } from "./mending";
import { missingProtection } from "./protection";
import { sameJson } from "./same-json";
import { templateIn } from "./wanted";

/** What differs in the account from what the environment wants, a line each. Reads only. */
export async function differences(context: BootstrapContext): Promise<readonly string[]> {
  const stack = await currentStack(context);
  return [
    ...(stack ? await ofStack(context, stack) : [`there is no stack ${context.wanted.stack}`]),
    ...(await allStoreDifferences(context)).map(({ what }) => what),
    ...(await missingRoles(context)).map(({ role }) => `the account has no ${role}`),
  ];
}

async function ofStack(context: BootstrapContext, stack: Stack): Promise<readonly string[]> {
  const { aws, wanted } = context;
  const status: string = stack.StackStatus ?? "";
  if (status === "REVIEW_IN_PROGRESS") return [`${wanted.stack} was proposed, and never made`];
  const { TemplateBody = "{}" } = await aws.cloudFormation.getTemplate({ StackName: wanted.stack });
  return [
    ...(goesOn(status) || !status.endsWith("_COMPLETE") ? [`${wanted.stack} is ${status}`] : []),
    ...ofTemplates(JSON.parse(TemplateBody), templateIn(wanted)),
    ...(await missingProtection(context, stack)).map((lack) => `${wanted.stack}: ${lack}`),
  ];
}

/** Resource by resource, whether lists are written out or not. */
function ofTemplates(deployed: Template, wanted: Template): readonly string[] {
  const [before, after] = [expanded(deployed).Resources, expanded(wanted).Resources];
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.flatMap((id) => {
    if (!(id in before)) return [`template: ${id} is not deployed`];
    if (!(id in after)) return [`template: ${id} is deployed and not wanted any more`];
    return sameJson(before[id], after[id]) ? [] : [`template: ${id} is deployed otherwise than wanted`];
  });
}

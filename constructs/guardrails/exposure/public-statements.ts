import type { Condition, PolicyStatement } from "../resource-policies";
import { isWorld } from "./world";

/**
 * Keys that say who or where from, so that a statement for everybody speaks of few.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, "The meaning of public",
 * and their like in other services.
 */
const narrowing: ReadonlySet<string> = new Set([
  ..."aws:principalaccount aws:principalarn aws:principalorgid aws:principalorgpaths aws:sourceaccount".split(" "),
  ..."aws:sourcearn aws:sourceip aws:sourceorgid aws:sourceorgpaths aws:sourceowner aws:sourcevpc".split(" "),
  ..."aws:sourcevpcarn aws:sourcevpce aws:userid aws:username kms:calleraccount lambda:functionarn".split(" "),
  ..."s3:dataaccesspointaccount s3:dataaccesspointarn".split(" "),
  // A mount target is reached within the VPC alone.
  ..."elasticfilesystem:accessedviamounttarget elasticfilesystem:accesspointarn".split(" "),
]);

/** Whether a statement lets everybody in, signed in or not. */
export function letsEverybodyIn({ allows, forEverybody, conditions }: PolicyStatement): boolean {
  return allows && forEverybody && !conditions.some(narrows);
}

function narrows({ operator, key, values }: Condition): boolean {
  // What a deny asks for, an allow grants to all others; and what may be missing, everybody leaves out.
  if (!narrowing.has(key) || /Not|IfExists$|^Null$/.test(operator)) return false;
  return !values.some((value) => /^\*+$/.test(value) || (key === "aws:sourceip" && isWorld(value)));
}

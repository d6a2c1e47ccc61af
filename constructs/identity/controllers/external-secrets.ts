import { allow, policyDocument } from "../policy-document";
import type { ControllerPolicy } from "./controller-context";

/**
 * The secrets operator: reads nothing as itself. It takes the role of a team, one for each, and that role reads the
 * team's secrets (`../team-secrets.ts`). Pod Identity knows one role for each pod, and the operator can't take the place
 * of another's pod.
 * Source: external-secrets, docs/provider/aws-access.md, "EKS Pod Identity Setup" and "STS Session Tags".
 */
export const externalSecrets: ControllerPolicy = ({ names, partition, accountId }) => {
  const teams = `arn:${partition}:iam::${accountId}:role${names.iamPath}secrets/*`;
  return policyDocument(allow("ActForTeams", ["sts:AssumeRole", "sts:TagSession"], teams));
};

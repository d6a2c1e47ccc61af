import { contract, map, text } from "../../constructs/contracts/contract";

/** The roles that later stacks hand to services, to service accounts and to access entries. */
export const identityContract = contract("identity", 1, {
  controlPlaneRoleArn: text("role that the EKS control plane assumes"),
  nodeRoleArn: text("role of the worker nodes: pulls images and joins the cluster, nothing else"),
  flowLogRoleArn: text("role that delivers VPC flow logs to CloudWatch Logs"),
  databaseMonitoringRoleArn: text("role that delivers the enhanced monitoring of RDS"),
  controllerRoleArns: map("roles of the platform's controllers, by controller"),
  appRoleArns: map("roles of the apps' pods, by <team>/<app>"),
  deployerRoleArns: map("roles that deploy the stacks, by <stack>/<plan|apply>"),
  peopleRoleArns: map("people's roles that are not of one team, by role"),
  developerRoleArns: map("developers' roles, by team"),
});

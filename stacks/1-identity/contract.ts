import { contract, map, text } from "../../constructs/contracts/contract";

/** The roles that later stacks hand to services, to service accounts and to access entries. */
export const identityContract = contract("identity", 2, {
  controlPlaneRoleArn: text("role that the EKS control plane assumes"),
  nodeRoleArn: text("role of the worker nodes: pulls images and joins the cluster, nothing else"),
  nodeInstanceProfileName: text("instance profile of the nodes that Karpenter starts"),
  nodeInstanceProfileArn: text("its ARN"),
  flowLogRoleArn: text("role that delivers VPC flow logs to CloudWatch Logs"),
  databaseMonitoringRoleArn: text("role that delivers the enhanced monitoring of RDS"),
  controllerRoleArns: map("roles of the platform's controllers, by controller"),
  appRoleArns: map("roles of the apps' pods, by <team>/<app>"),
  teamSecretRoleArns: map("roles by which the secrets operator reads a team's secrets, by team"),
  deployerRoleArns: map("roles that deploy the stacks, by <stack>/<plan|apply|review>"),
  peopleRoleArns: map("people's roles that are not of one team, by role"),
  developerRoleArns: map("developers' roles, by team"),
  runnerNames: map("role and instanceProfile of the machine that runs pipelines inside the VPC, where there is one"),
  pipelineRoleArns: map("roles of app teams' pipelines, by <team> or <team>/<app>"),
});

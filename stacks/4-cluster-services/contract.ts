import { contract, text } from "../../constructs/contracts/contract";

/** Where the logs of the cluster are. */
export const clusterServicesContract = contract("cluster-services", 2, {
  applicationLogGroupName: text("CloudWatch log group of the app teams' pods"),
  systemLogGroupName: text("CloudWatch log group of the platform's own pods"),
  nodeLogGroupName: text("CloudWatch log group of what the nodes themselves write"),
});

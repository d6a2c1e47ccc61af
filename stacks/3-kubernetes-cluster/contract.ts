import { contract, map, text } from "../../constructs/contracts/contract";

/** How to reach the cluster, and what its objects are called. */
export const kubernetesClusterContract = contract("kubernetes-cluster", 1, {
  clusterName: text("name of the EKS cluster"),
  clusterEndpoint: text("address of the Kubernetes API"),
  clusterCertificateAuthority: text("certificate authority of the Kubernetes API, base64"),
  clusterSecurityGroupId: text("security group that EKS puts on nodes and pods"),
  clusterServicesNamespace: text("namespace of what all users of the cluster share"),
  nodeAgentsNamespace: text("namespace of what reads folders of the nodes, the only one at pod security privileged"),
  appServicesNamespace: text("namespace of the controllers that serve the apps"),
  teamNamespaces: map("namespaces of the app teams, by team"),
});

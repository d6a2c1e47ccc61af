import { sectionRule } from "../section-rule";

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
export const endpointAndRunners = sectionRule({
  code: "ENV_PRIVATE_ENDPOINT",
  states: "a private endpoint is reached from inside the VPC only",
  needs: ["cluster", "runners"],
  *breaches({ cluster, runners }) {
    if (cluster.endpoint.access === "private" && runners !== "in-vpc") {
      yield {
        path: ["runners"],
        problem:
          "cluster.endpoint is private, so Terraform outside of the VPC could not even plan kubernetes-cluster, cluster-services, app-services and apps",
        fix: 'write runners: "in-vpc", or cluster.endpoint: { access: "public", allowedCidrs: [...] } with the runners\' addresses',
      };
    }
  },
});

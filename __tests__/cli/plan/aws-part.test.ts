import { awsPart } from "../../../cli/plan/aws-part";
import { stackIds } from "../../../constructs/stack/stack-id";
import { platform } from "../../../main";
import { outputOf } from "../../support/demo";
import { Graph } from "../../support/graph";
import { wholeDemo } from "../../support/whole-demo";

const app = platform({ environment: wholeDemo });

it("holds all that a stack declares in AWS, and nothing in the cluster", () => {
  const part = awsPart(app, "kubernetes-cluster", "");
  expect(part).toEqual(new Graph(outputOf(wholeDemo)["kubernetes-cluster"]).all("aws_").slice().sort());
});

it("holds what is deployed and no longer declared, so that it can be removed", () => {
  const resource = (type: string) => ({ mode: "managed", type, name: "former", instances: [{ attributes: {} }] });
  const state = JSON.stringify({ resources: [resource("aws_sqs_queue"), resource("kubernetes_service_v1")] });
  const part = awsPart(app, "apps", state);
  expect(part).toContain("aws_sqs_queue.former");
  expect(part.filter((address) => !address.startsWith("aws_"))).toEqual([]);
});

// Terraform takes along what a target depends on, and with it the provider that asks the cluster.
it.each(stackIds)("nothing that %s has in AWS waits for anything in the cluster", (id) => {
  const graph = new Graph(outputOf(wholeDemo)[id]);
  const inCluster = graph.all("aws_").flatMap((address) => {
    const before = [...graph.before(address)].filter((one) => !one.startsWith("aws_"));
    return before.map((one) => `${address} waits for ${one}`);
  });
  expect(inCluster).toEqual([]);
});

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { contract, list, map, text } from "../../constructs/contracts/contract";
import { ConfigError } from "../../constructs/errors";
import { PlatformApp, type PlatformAppProps } from "../../constructs/stack/platform-app";
import { PlatformStack } from "../../constructs/stack/platform-stack";
import { loadEnvironment } from "../../environments/load";

export const producerContract = contract("managed-infrastructure", 3, {
  vpcId: text("the VPC"),
  names: list("some names"),
  subnetIds: map("subnets by zone"),
});

/** Stands in for managed-infrastructure: declares one VPC and publishes it. */
export class Producer extends PlatformStack {
  readonly vpc = new Vpc(this, "vpc", { cidrBlock: "10.0.0.0/16" });

  constructor(app: PlatformApp) {
    super(app, "managed-infrastructure");
    this.publish(producerContract, {
      vpcId: this.vpc.id,
      names: ["a"],
      subnetIds: { b: this.vpc.arn, a: this.vpc.id },
    });
  }
}

/** Stands in for kubernetes-cluster: reads the producer's contract. */
export class Consumer extends PlatformStack {
  readonly infrastructure = this.read(producerContract);

  constructor(app: PlatformApp) {
    super(app, "kubernetes-cluster");
  }
}

/** Two stacks in an app of their own, with a folder that the test removes by itself. */
export function twoStacks(props: Partial<PlatformAppProps> = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strata-two-"));
  const outdir = path.join(folder, "cdktf.out");
  const app = new PlatformApp({ environment: loadEnvironment("demo"), outdir, ...props });
  const producer = new Producer(app);
  const consumer = new Consumer(app);
  const read = (file: string) => JSON.parse(fs.readFileSync(path.join(outdir, file), "utf8"));
  return {
    app,
    producer,
    consumer,
    outdir,
    /** Synthesizes and gives back the JSON of both. */
    synth() {
      app.synth();
      const stack = (id: string) => read(`stacks/${id}/cdk.tf.json`);
      return {
        producer: stack("managed-infrastructure"),
        consumer: stack("kubernetes-cluster"),
        contracts: read("contracts.json"),
      };
    },
  };
}

/** The message of the `ConfigError` that `run` throws; any other outcome fails the test. */
export function configErrorOf(run: () => unknown): ConfigError {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("expected a ConfigError, and nothing was thrown");
}

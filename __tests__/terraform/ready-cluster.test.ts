import fs from "node:fs";
import https from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { connectTo } from "../../cli/aws/connect";
import type { Probed } from "../../cli/ready/probe";
import { waitForRoles } from "../../cli/ready/wait";
import type { DeployerAction, StackId } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import { describeUnless } from "./support/availability";
import { type EmulatedPlatform, startPlatform } from "./support/emulatedPlatform";
import { s3Backend } from "./support/emulatedStates";
import { emulatorAvailability } from "./support/emulatorAvailability";
import { scratchFolder } from "./support/scratch";

const example = loadEnvironment("example-s3");

/** Stands for the aws command: a token tells for which cluster, and as which session it was asked for. */
const awsCommand = `#!/bin/sh
printf '{"status":{"token":"%s/%s"}}' "$4" "$AWS_ACCESS_KEY_ID"
`;

describeUnless(emulatorAvailability().reason, "ready, with a cluster", () => {
  let platform: EmulatedPlatform;
  let server: https.Server;
  let searched: string | undefined;
  const tokens: string[] = [];
  const answers: number[] = [];

  const place = (id: StackId) => {
    const { bucket, key } = s3Backend(platform.stacks, id);
    return { bucket, object: key };
  };
  const wait = (stack: StackId, action: DeployerAction, seconds: number) => {
    const { roleArn } = platform.stacks.permissions(stack)[action];
    const cluster = { state: place("kubernetes-cluster"), region: "eu-west-1" };
    const probed: Probed = { stack, role: action, roleArn, state: place(stack), cluster };
    const { key: accessKeyId, secret: secretAccessKey, token: sessionToken } = platform.administrator;
    const connect = connectTo(platform.environment, "eu-west-1");
    const asAdministrator = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    const patience = { seconds, firstPauseMs: 10, signal: new AbortController().signal };
    return waitForRoles(
      [probed],
      (who) => connect(who ?? asAdministrator),
      patience,
      () => undefined,
    );
  };
  /** The state of the cluster as its apply has left it. */
  const publish = async (endpoint: string) => {
    const { aws, section } = platform.emulator;
    const certificate = fs.readFileSync(section.caBundle ?? "").toString("base64");
    const values = {
      cluster_name: "strata-example-s3",
      cluster_endpoint: endpoint,
      cluster_certificate_authority: certificate,
    };
    const outputs = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value, type: "string" }]),
    );
    const { bucket: Bucket, key: Key, kms_key_id: SSEKMSKeyId } = s3Backend(platform.stacks, "kubernetes-cluster");
    const encrypted = { ServerSideEncryption: "aws:kms", SSEKMSKeyId };
    await aws.call("s3", "PutObject", { Bucket, Key, ...encrypted, Body: JSON.stringify({ version: 4, outputs }) });
  };

  beforeAll(async () => {
    platform = await startPlatform("ready-cluster", example);
    // The emulator's certificate is one for this machine.
    const folder = path.dirname(platform.emulator.section.caBundle ?? "");
    const [cert, key] = ["server.pem", "server-key.pem"].map((file) => fs.readFileSync(path.join(folder, file)));
    server = https.createServer({ cert, key }, ({ headers }, answer) => {
      tokens.push(String(headers.authorization));
      answer.writeHead(answers.shift() ?? 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const commands = scratchFolder("commands");
    fs.writeFileSync(path.join(commands, "aws"), awsCommand, { mode: 0o755 });
    searched = process.env.PATH;
    process.env.PATH = `${commands}${path.delimiter}${searched}`;
  });

  afterAll(async () => {
    process.env.PATH = searched;
    server?.close();
    await platform?.emulator.stop();
  });

  it("says that there is none while its state publishes none", async () => {
    const { bucket: Bucket, key: Key, kms_key_id: SSEKMSKeyId } = s3Backend(platform.stacks, "kubernetes-cluster");
    const encrypted = { ServerSideEncryption: "aws:kms", SSEKMSKeyId };
    await platform.emulator.aws.call("s3", "PutObject", { Bucket, Key, ...encrypted, Body: "{}" });
    await expect(wait("apps", "apply", 1)).rejects.toThrow("there is no cluster yet: deploy kubernetes-cluster");
  });

  it.each([
    ["kubernetes-cluster", "plan"],
    ["cluster-services", "apply"],
    ["apps", "apply"],
  ] as const)("waits until the API knows the role: %s %s", async (stack, action) => {
    await publish(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    tokens.length = 0;
    answers.push(401, 401, 403);
    expect(await wait(stack, action, 20)).toEqual([]);
    expect(tokens).toHaveLength(3);
    // Of a session of the role, not of who asked.
    for (const token of tokens) expect(token).toMatch(/^Bearer strata-example-s3\/ASIA/);
    expect(tokens.join()).not.toContain(platform.administrator.key);
  });

  it("says in the end what is in the way", async () => {
    answers.push(...Array(1000).fill(401));
    const [unknown] = await wait("apps", "apply", 0.2);
    expect(unknown?.said).toBe("the Kubernetes API does not know the role yet");
    answers.length = 0;
    await publish("https://127.0.0.1:1");
    const [unreachable] = await wait("apps", "apply", 0.2);
    expect(unreachable?.said).toMatch(
      /^the Kubernetes API can't be reached at https:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/,
    );
  });
});

import path from "node:path";
import { stacksBefore } from "../../constructs/stack/stack-id";
import type { Environment } from "../../environments/schema/environment";
import { delegatedDemo } from "../support/whole-demo";
import { describeTerraform } from "./support/availability";
import { callsIn, type ProviderCall } from "./support/callLog";
import { inOrder } from "./support/parallel";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import { readState } from "./support/stateFile";
import { apply, destroy, init, planDetailedExitCode } from "./support/terraform";

/** Public and private zone, signatures, issuers, classes; zones that may go with their records. */
const environment: Environment = {
  ...delegatedDemo,
  state: { kind: "local", folder: "state" },
  dns: {
    ...delegatedDemo.dns,
    zone: { source: "create", delegated: true, deletable: true, dnssec: true },
    privateZone: { source: "create", deletable: true, domain: "corp.internal" },
  },
};
const moved: Environment = { ...environment, dns: { ...environment.dns, domain: "store.tideline.example" } };

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeTerraform("the edge: zones with their writers, certificate, signatures, web ACL, classes and issuers", () => {
  const root = scratchFolder("edge");
  let stacks: StackFolders;
  let runs = 0;

  /** What a run of app-services did, in its order. */
  async function run(command: typeof apply | typeof destroy): Promise<readonly string[]> {
    const log = path.join(root, `run-${++runs}.ndjson`);
    await command(stacks.of("app-services"), { env: { OFFLINE_PROVIDER_LOG: log } });
    return callsIn(log)
      .filter(({ action, failed }) => action !== "read" && !failed)
      .map(told);
  }

  beforeAll(async () => {
    stacks = new StackFolders(root, environment).synthesize();
    const all = [...stacksBefore("app-services"), "app-services" as const];
    await inOrder(all, (id) => init(stacks.of(id)));
    await inOrder(stacksBefore("app-services"), (id) => apply(stacks.of(id)));
  });

  it("are made, issuers once there is somebody to serve them", async () => {
    const done = await run(apply);
    expect(done).toEqual(
      expect.arrayContaining([
        "create helm_release ingress-classes",
        "create helm_release issuers",
        "create helm_release external-dns-private",
      ]),
    );
    expect(orderOf(done, "create helm_release cert-manager", "create helm_release issuers")).toBe("in order");
  });

  it("have nothing left to change in a second plan", async () => {
    const { code, stdout } = await planDetailedExitCode(stacks.of("app-services"));
    expect([code, code === 0 ? "" : stdout]).toEqual([0, ""]);
  });

  it("move to another domain before the old zone goes: by then nobody writes to it any more", async () => {
    stacks = new StackFolders(root, moved).synthesize();
    const done = await run(apply);
    expect(
      orderOf(
        done,
        "create aws_route53_zone store.tideline.example",
        "update helm_release external-dns",
        "delete aws_route53_zone shop.tideline.example",
      ),
    ).toBe("in order");
  });

  it("go in an order that leaves no record behind: who writes, then the zone, and signatures before their keys", async () => {
    const done = await run(destroy);
    expect(orderOf(done, "delete helm_release external-dns", "delete aws_route53_zone store.tideline.example")).toBe(
      "in order",
    );
    expect(orderOf(done, "delete helm_release external-dns-private", "delete aws_route53_zone corp.internal")).toBe(
      "in order",
    );
    const [dnssec, signingKey] = ["aws_route53_hosted_zone_dnssec", "aws_route53_key_signing_key"].map(
      (type) => done.find((one) => one.startsWith(`delete ${type} `)) ?? `no ${type}`,
    ) as [string, string];
    expect(orderOf(done, dnssec, signingKey)).toBe("in order");
    expect(orderOf(done, signingKey, "delete aws_route53_zone store.tideline.example")).toBe("in order");
    expect(
      orderOf(done, "delete helm_release ingress-classes", "delete helm_release aws-load-balancer-controller"),
    ).toBe("in order");
    expect(readState(stacks.stateFile("app-services")).resources).toEqual([]);
  });
});

function told({ action, type, name }: ProviderCall): string {
  return `${action} ${type} ${name}`;
}

/** Whether these happened, one after the other. */
function orderOf(done: readonly string[], ...expected: readonly string[]): string {
  const missing = expected.filter((one) => !done.includes(one));
  if (missing.length > 0) return `did not happen: ${missing.join(", ")} in\n${done.join("\n")}`;
  const places = expected.map((one) => done.lastIndexOf(one));
  return places.every((place, index) => index === 0 || (places[index - 1] as number) < place)
    ? "in order"
    : `${expected.join(", ")} happened at ${places.join(", ")}`;
}

import fs from "node:fs";
import path from "node:path";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { describeFinding } from "../../../constructs/errors";
import { rules } from "../../../constructs/guardrails/registry";
import { waive } from "../../../constructs/guardrails/waive";
import { demo } from "../../support/demo";
import { configErrorOf, twoStacks } from "../../support/two-stacks";

const unencrypted = "CKV_AWS_27";

describe("guardrails.json", () => {
  it("lists the waivers by stack, address and id, whatever the order in which they were declared", () => {
    const stacks = twoStacks();
    const later = new SecurityGroup(stacks.consumer, "events", {});
    const mail = new SecurityGroup(new Construct(stacks.producer, "mail"), "group", {});
    waive(later, unencrypted, "holds nothing but ids");
    waive(mail, "CKV_AWS_9", "  on another line\n");
    waive(stacks.producer.vpc, "CKV2_AWS_11", "logs are another test's");
    waive(mail, unencrypted, "public by nature");
    stacks.synth();
    expect(JSON.parse(fs.readFileSync(path.join(stacks.outdir, "guardrails.json"), "utf8"))).toStrictEqual({
      rules: rules.map(({ id, title, severity, sources }) => ({ id, title, severity, sources })),
      waivers: [
        waiver("managed-infrastructure", "aws_security_group.mail_group", unencrypted, "public by nature"),
        waiver("managed-infrastructure", "aws_security_group.mail_group", "CKV_AWS_9", "on another line"),
        waiver("managed-infrastructure", "aws_vpc.vpc", "CKV2_AWS_11", "logs are another test's"),
        waiver("kubernetes-cluster", "aws_security_group.events", unencrypted, "holds nothing but ids"),
      ],
    });
  });

  it("is there without a single waiver", () => {
    const stacks = twoStacks();
    stacks.synth();
    expect(fs.readFileSync(path.join(stacks.outdir, "guardrails.json"), "utf8")).toMatch(/"waivers": \[\]\n}\n$/);
  });

  it("leaves no trace in what Terraform reads", () => {
    expect(demo()["managed-infrastructure"].json).not.toHaveProperty("//.metadata.waivers");
    expect(JSON.stringify(demo()["managed-infrastructure"].json)).not.toContain("strata:waiver");
  });
});

describe("a waiver", () => {
  it.each(["", "  \n"])("with the reason %j is refused, and its construct named", (reason) => {
    const { app, producer } = twoStacks();
    waive(new SecurityGroup(new Construct(producer, "mail"), "group", {}), unencrypted, reason);
    expect(configErrorOf(() => app.synth()).message).toBe(
      "Environment demo: 1 problem\nIn managed-infrastructure:\n" +
        "  - managed-infrastructure/mail/group: the waiver of CKV_AWS_27 gives no reason. " +
        "Fix: say in a sentence why the check does not apply to this resource. [waiver-reason]",
    );
  });

  it("that is given twice is refused", () => {
    const { app, producer } = twoStacks();
    waive(producer.vpc, unencrypted, "one reason");
    waive(producer.vpc, unencrypted, "another reason");
    expect(configErrorOf(() => app.synth()).message).toBe(
      "Environment demo: 1 problem\nIn managed-infrastructure:\n" +
        "  - managed-infrastructure/vpc: CKV_AWS_27 is waived more than once. " +
        "Fix: keep one of the waivers, with one reason. [waiver-twice]",
    );
  });

  it.each([
    [
      "ends on no day",
      (vpc: Vpc) => waive(vpc, unencrypted, "for now", { until: "2027-02-30" }),
      'managed-infrastructure/vpc is "2027-02-30": the waiver of CKV_AWS_27 ends on no day of the calendar. Fix: write ' +
        "the last day on which it counts as 2027-03-31. [waiver-date]",
    ],
    [
      "names no rule",
      (vpc: Vpc) => waive(vpc, "chart-not-record", "for now"),
      'managed-infrastructure/vpc is "chart-not-record": no rule has this name. Fix: write chart-not-recorded; npx ' +
        "platform guard rules lists those that there are. [waiver-of-known-rule]",
    ],
    [
      "covers nothing",
      (vpc: Vpc) => waive(vpc, "chart-not-recorded", "for now"),
      'managed-infrastructure/vpc is "chart-not-recorded": the waiver covers nothing: this resource does not break the ' +
        "rule, or it can't be waived. Fix: remove the waiver, or declare it only where the rule is broken. [waiver-in-use]",
    ],
  ])("that %s is refused", (_, declare, finding) => {
    const { app, producer } = twoStacks();
    declare(producer.vpc);
    expect(app.findings().map(describeFinding)).toEqual([finding]);
  });

  it("lets one resource break one rule, and no more", () => {
    const broken = (names: readonly string[], waived?: string) => {
      const { app, producer } = twoStacks();
      for (const name of names) {
        const address = new Eip(producer, name, {});
        address.addOverride("provisioner", [{ "local-exec": { command: "true" } }]);
        if (name === waived) waive(address, "provisioner", "tells the caller of the address", { until: "2027-03-31" });
      }
      return app.findings().map(({ place, code }) => `${place} ${code}`);
    };
    expect(broken(["dns", "mail"], "dns")).toEqual(["managed-infrastructure/mail (provisioner) provisioner"]);
    expect(broken(["dns"], "dns")).toEqual([]);
  });

  it("does not help where nobody may be let off", () => {
    const { app, producer } = twoStacks();
    const group = new SecurityGroup(producer, "mail", { name: "AKIAABCDEFGHIJKLMNOP" });
    waive(group, "secret-text", "only a test");
    expect(app.findings().map(({ code }) => code)).toEqual(["secret-text", "waiver-in-use"]);
  });
});

function waiver(stack: string, address: string, id: string, reason: string) {
  return { stack, address, id, reason };
}

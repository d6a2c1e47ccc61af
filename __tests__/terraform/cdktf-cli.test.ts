import fs from "node:fs";
import path from "node:path";
import { stackIds } from "../../constructs/stack/stack-id";
import { describeTerraform } from "./support/availability";
import { applied, cdktf, change, lockOptions } from "./support/cdktf";
import { copyOfCheckout } from "./support/checkout";

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeTerraform("the CDKTF command in a fresh checkout", () => {
  let checkout: string;
  beforeAll(() => {
    checkout = copyOfCheckout();
  });

  it("lists and synthesizes the six stacks", async () => {
    const listed = await cdktf(checkout, ["list"]);
    const named = listed.stdout
      .split("\n")
      .flatMap((line) => stackIds.filter((id) => line.trim().split(/\s+/)[0] === id));
    expect(named.sort()).toStrictEqual([...stackIds].sort());
    await cdktf(checkout, ["synth"]);
    expect(fs.readdirSync(path.join(checkout, "cdktf.out/stacks")).sort()).toStrictEqual([...stackIds].sort());
  });

  it("deploys all six at once", async () => {
    await change(checkout, "deploy", ...stackIds);
    expect(applied(checkout)).toStrictEqual(stackIds);
  });

  it("shows no difference afterwards", async () => {
    // One that reads nothing and the one that reads most; that all six plans are empty is what demo.test.ts looks at.
    for (const id of ["identity", "apps"]) {
      const { stdout } = await cdktf(checkout, ["diff", id, ...lockOptions()]);
      expect([id, stdout]).toStrictEqual([id, expect.stringContaining("No changes.")]);
    }
  });

  it("destroys all six at once", async () => {
    await change(checkout, "destroy", ...stackIds);
    expect(applied(checkout)).toStrictEqual([]);
  });
});

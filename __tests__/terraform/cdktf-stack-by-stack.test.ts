import { stackIds } from "../../constructs/stack/stack-id";
import { describeTerraform } from "./support/availability";
import { applied, change } from "./support/cdktf";
import { copyOfCheckout } from "./support/checkout";

// The steps build upon each other, so that a failed one makes the later ones fail too.
describeTerraform("the CDKTF command, stack by stack", () => {
  let checkout: string;
  const alone = "--ignore-missing-stack-dependencies";

  beforeAll(() => {
    checkout = copyOfCheckout();
  });

  it.each(stackIds.map((id, index) => ({ id, before: stackIds.slice(0, index) })))(
    "deploys $id and touches no other stack",
    async ({ id, before }) => {
      expect(applied(checkout)).toStrictEqual(before);
      await change(checkout, "deploy", id, alone);
      expect(applied(checkout)).toStrictEqual([...before, id]);
    },
  );

  it.each(stackIds.map((id, index) => ({ id, left: stackIds.slice(0, index) })).reverse())(
    "destroys $id and touches no other stack",
    async ({ id, left }) => {
      await change(checkout, "destroy", id, alone);
      expect(applied(checkout)).toStrictEqual(left);
    },
  );
});

import { addOnRegistryAccount } from "../../../constructs/network/add-on-registries";
import { regions } from "../../../environments/schema/data/regions";

it.each(Object.keys(regions))("knows where the add-on images of %s are", (region) => {
  expect(addOnRegistryAccount(region)).toMatch(/^\d{12}$/);
});

it.each([
  ["eu-central-1", "602401143452"],
  ["eu-central-2", "900612956339"],
  ["cn-north-1", "918309763551"],
  ["us-gov-west-1", "013241004608"],
])("finds those of %s in %s", (region, account) => expect(addOnRegistryAccount(region)).toBe(account));

it("refuses a region that it doesn't know, where nodes could pull nothing", () => {
  expect(() => addOnRegistryAccount("eu-south-9")).toThrow(
    new Error(
      "Interface endpoints: 1 problem\n" +
        '  - region is "eu-south-9": it is not known which account holds the images of EKS add-ons there, and nodes could ' +
        "not pull them. Fix: add the region to constructs/network/add-on-registries.ts, from the page of the EKS user " +
        "guide named there. [NETWORK_ADD_ON_REGISTRY]",
    ),
  );
});

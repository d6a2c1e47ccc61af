import { addOnRegistryAccount } from "../../../constructs/network/add-on-registries";
import { guardDutyRegistryAccount } from "../../../constructs/network/guard-duty-registries";
import { regions } from "../../../environments/schema/data/regions";

const all = Object.keys(regions);
const withAccount = all.filter((region) => guardDutyRegistryAccount(region));

it("knows twenty-eight accounts, one of each region that has one", () => {
  const accounts = withAccount.map(guardDutyRegistryAccount);
  expect(accounts.filter((account) => !/^\d{12}$/.test(account ?? ""))).toEqual([]);
  expect(new Set(accounts).size).toBe(28);
  expect(withAccount.map(addOnRegistryAccount).filter((account) => accounts.includes(account))).toEqual([]);
});

it("leaves regions without one to the registries of add-ons", () => {
  expect(all.filter((region) => !withAccount.includes(region)).sort()).toEqual([
    "ap-east-2",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "cn-north-1",
    "cn-northwest-1",
    "mx-central-1",
    "us-gov-east-1",
    "us-gov-west-1",
  ]);
});

it.each([
  ["eu-west-1", "673884943994"],
  ["us-west-2", "039403964562"],
  ["eu-south-9", undefined],
])("finds that of %s in %s", (region, account) => expect(guardDutyRegistryAccount(region)).toBe(account));

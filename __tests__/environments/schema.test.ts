import { formatCidr, overlaps, parseCidr } from "../../constructs/network/cidr";
import { sizeOf } from "../../environments/schema/data/instance-sizes";
import { kubernetesVersions } from "../../environments/schema/data/kubernetes-versions";
import { regions, zonesOf } from "../../environments/schema/data/regions";
import { nearest } from "../../environments/schema/nearest";
import { formatBytes, formatCpu, parseBytes, parseCpu } from "../../environments/schema/quantity";

it.each([
  ["0.0.0.0/0", 0, 2 ** 32 - 1],
  ["255.255.255.255/32", 2 ** 32 - 1, 2 ** 32 - 1],
  ["10.0.0.0/8", 10 * 2 ** 24, 11 * 2 ** 24 - 1],
])("reads %s", (text, first, last) => expect(parseCidr(text)).toMatchObject({ first, last, aligned: true }));

it("writes a block with its first address", () => {
  const cidr = parseCidr("203.0.113.77/26");
  expect(cidr?.aligned).toBe(false);
  expect(cidr && formatCidr(cidr)).toBe("203.0.113.64/26");
});

it.each([
  ["10.0.0.0/9", "10.128.0.0/9", false],
  ["10.0.0.0/9", "10.127.255.255/32", true],
  ["10.5.0.0/16", "10.0.0.0/8", true],
])("%s and %s overlap: %s", (one, other, expected) => {
  const [first, second] = [parseCidr(one), parseCidr(other)];
  if (!first || !second) throw new Error("not a block");
  expect([overlaps(first, second), overlaps(second, first)]).toEqual([expected, expected]);
});

it.each([
  ["250m", 250],
  ["2", 2000],
  ["1.5", 1500],
  ["0.001", 1],
  ["1.0001", undefined],
  ["m", undefined],
  ["1Gi", undefined],
])("reads %s as CPU", (text, milli) => expect(parseCpu(text)).toBe(milli));

it.each([
  ["1", 1],
  ["1k", 1000],
  ["1Ki", 1024],
  ["1.5Gi", 1.5 * 2 ** 30],
  ["3T", 3e12],
  ["1Pi", 2 ** 50],
  ["1K", undefined],
  ["1m", undefined],
  ["-1", undefined],
])("reads %s as bytes", (text, bytes) => expect(parseBytes(text)).toBe(bytes));

it("writes quantities the short way", () => {
  expect([formatCpu(2000), formatCpu(250)]).toEqual(["2", "250m"]);
  expect([formatBytes(2 ** 31), formatBytes(1.5 * 2 ** 30), formatBytes(1000)]).toEqual(["2Gi", "1536Mi", "1000"]);
});

it("guesses the word that was meant, and stays silent where none is near", () => {
  expect(nearest("acountId", ["region", "accountId"])).toBe("accountId");
  expect(nearest("PRODUCTION", ["production"])).toBe("production");
  expect(nearest("abc", ["abd"])).toBe("abd");
  expect(nearest("abc", ["add"])).toBeUndefined();
  expect(nearest("abcdef", ["abcxyf"])).toBe("abcxyf");
  expect(nearest("x", [])).toBeUndefined();
});

it("knows three to six zones of every region", () => {
  for (const name of Object.keys(regions)) {
    expect(zonesOf(name).length).toBeGreaterThanOrEqual(3);
    expect(new Set(zonesOf(name)).size).toBe(zonesOf(name).length);
    expect(zonesOf(name).length).toBeLessThanOrEqual(6);
  }
  expect(zonesOf("ap-northeast-1")).toEqual(["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]);
});

it("gives every region the partition that its name tells", () => {
  for (const [name, { partition }] of Object.entries(regions)) {
    const expected = name.startsWith("cn-") ? "aws-cn" : name.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    expect([name, partition]).toEqual([name, expected]);
  }
});

it("lists Kubernetes versions from the newest down, without a gap", () => {
  const minors = kubernetesVersions.map(({ version }) => Number(version.split(".")[1]));
  expect(minors).toEqual(minors.map((_, index) => (minors[0] ?? 0) - index));
});

it.each([
  ["c7g.medium", 1, 2],
  ["m7i.large", 2, 8],
  ["r6id.xlarge", 4, 32],
  ["m7i-flex.2xlarge", 8, 32],
  ["c5.18xlarge", 72, 144],
  ["m10g.4xlarge", 16, 64],
])("knows the size of %s", (type, cpus, gibibytes) => {
  expect(sizeOf(type)).toEqual({ cpu: cpus * 1000, memory: gibibytes * 2 ** 30 });
});

it.each(["c5n.large", "m4.large", "t3.large", "x2gd.large", "m7i.metal-24xl", "m7i.small", "m7i"])(
  "does not know the size of %s",
  (type) => expect(sizeOf(type)).toBeUndefined(),
);

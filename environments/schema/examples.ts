import type { Path } from "./rules/finding";

const subnetsOfTier = '{ "eu-central-1a": { id: "subnet-0a1b2c3d4e5f60718", cidr: "10.20.0.0/22" }, ... }';

/** What to write for an entry that has no default, by its path; `*` stands for an index. */
const examples: Readonly<Record<string, string>> = {
  name: '"prod"',
  aws: '{ accountId: "111122223333", region: "eu-central-1" }',
  "aws.accountId": '"111122223333"',
  "aws.region": '"eu-central-1"',
  rootAdministrators: '["arn:aws:iam::111122223333:role/platform/root-administrator"]',
  "ci.github.owner": '"tideline"',
  "ci.github.repository": '"platform"',
  "ci.github.immutableIds.owner": '"65535001"',
  "ci.github.immutableIds.repository": '"655350011"',
  "ci.gitlab.project": '"tideline/platform/strata"',
  state: '{ kind: "local" }',
  "state.kind": '"local"',
  "state.organization": '"tideline"',
  "state.project": '"Platform"',
  "emulator.endpoint": '"http://127.0.0.1:4566"',
  network: '{ cidr: "10.20.0.0/16", zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }',
  "network.cidr": '"10.20.0.0/16"',
  "network.zones": '["eu-central-1a", "eu-central-1b", "eu-central-1c"]',
  "network.pods.cidr": '"100.64.0.0/16"',
  "network.vpcId": '"vpc-0a1b2c3d4e5f60718"',
  "network.subnets": `{ public: ${subnetsOfTier}, private: { ... }, data: { ... }, controlPlane: { ... } }`,
  "network.subnets.public": subnetsOfTier,
  "network.subnets.private": subnetsOfTier,
  "network.subnets.data": subnetsOfTier,
  "network.subnets.controlPlane": subnetsOfTier,
  cluster: '{ version: "1.35" }',
  "cluster.version": '"1.35"',
  "cluster.endpoint.access": '"private"',
  "cluster.endpoint.allowedCidrs": '["203.0.113.0/24"]',
  dns: '{ domain: "shop.example.com", zone: { source: "create", delegated: false } }',
  "dns.domain": '"shop.example.com"',
  "dns.zone": '{ source: "create", delegated: false }',
  "dns.zone.source": '"create"',
  "dns.zone.delegated": "false",
  "dns.zone.zoneId": '"Z0123456789ABCDEFGHIJ"',
  "databases.*.name": '"orders"',
  "databases.*.engineVersion": '"17.5"',
  "databases.*.instanceClass": '"db.r7g.large"',
  "caches.*.name": '"sessions"',
  "caches.*.engineVersion": '"8.1"',
  "caches.*.nodeType": '"cache.m7g.large"',
  "teams.*.name": '"storefront"',
  "apps.*.name": '"web"',
  "apps.*.team": '"storefront"',
  "apps.*.image": '{ tag: "1.0.0" }',
};

export function exampleOf(path: Path): string | undefined {
  return examples[path.map((key) => (typeof key === "number" ? "*" : String(key))).join(".")];
}

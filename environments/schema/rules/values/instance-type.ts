import { isGraviton } from "../../../../constructs/cluster/ami-type";
import { serverless } from "../../../../constructs/data/serverless";
import { valueRule } from "../value-rule";

const size = "(nano|micro|small|medium|large|(\\d+)?xlarge|metal(-\\d+xl)?)";
const family = "[a-z][a-z0-9-]*\\d[a-z0-9-]*";
const ofNode = new RegExp(`^${family}\\.${size}$`);
const ofDatabase = new RegExp(`^db\\.${family}\\.${size}$`);
const ofCache = new RegExp(`^cache\\.${family}\\.${size}$`);

/** https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
export const nodeType = valueRule<string>({
  code: "ENV_INSTANCE_TYPE",
  states: "an EC2 instance type is a family and a size",
  fix: "write it as in m7i.large",
  allows: (value) => ofNode.test(value),
});

export const someNodeType = valueRule<readonly string[]>({
  code: "ENV_INSTANCE_TYPES",
  states: "a node group has 1 to 20 instance types to choose from",
  fix: 'name at least one, as in ["m7i.large"]',
  allows: (value) => value.length >= 1 && value.length <= 20,
});

export const oneArchitecture = valueRule<readonly string[]>({
  code: "ENV_MIXED_ARCHITECTURES",
  states: "a node group's instance types are of one architecture, since all of its nodes boot one image",
  problem: (value) =>
    `all nodes of a group boot one image, and ${gravitonAmong(value).join(", ")} take another than the rest`,
  fix: "list types of one architecture, Graviton or x86",
  allows: (value) => {
    const graviton = gravitonAmong(value);
    return graviton.length === 0 || graviton.length === value.length;
  },
});

function gravitonAmong(types: readonly string[]): readonly string[] {
  return types.filter(isGraviton);
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.html */
export const databaseClass = valueRule<string>({
  code: "ENV_DATABASE_CLASS",
  states: "an Aurora instance class is db.serverless, or db. with a family and a size",
  fix: "write it as in db.r7g.large",
  allows: (value) => value === serverless || ofDatabase.test(value),
});

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html */
export const cacheType = valueRule<string>({
  code: "ENV_CACHE_NODE_TYPE",
  states: "an ElastiCache node type is cache. with a family and a size",
  fix: "write it as in cache.m7g.large",
  allows: (value) => ofCache.test(value),
});

import { valueRule } from "../value-rule";

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html */
export const nodesAway = valueRule<string>({
  code: "ENV_NODES_AWAY",
  states: "an update takes 1 to 100 nodes away at a time, or 1% to 100% of them",
  fix: 'write it as a text, as in "1" or "33%"',
  allows: (value) => /^([1-9]\d?|100)%?$/.test(value),
});

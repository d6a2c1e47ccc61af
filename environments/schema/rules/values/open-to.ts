import { valueRule } from "../value-rule";

/** To the load balancer controller, an empty list is one that says nothing: everybody gets in. */
export const openToSomebody = valueRule<readonly string[]>({
  code: "ENV_INGRESS_NOBODY",
  states: "a public load balancer is reached from at least one block",
  fix: "name one, or leave publicCidrs out to let everybody in",
  allows: (cidrs) => cidrs.length > 0,
});

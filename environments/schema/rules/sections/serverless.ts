import { serverless } from "../../../../constructs/data/serverless";
import { sectionRule } from "../section-rule";

export const serverlessCapacity = sectionRule({
  code: "ENV_DATABASE_SERVERLESS",
  states: `a database of ${serverless} has a capacity, and no other one has`,
  needs: ["databases"],
  *breaches({ databases }) {
    for (const [index, { instanceClass, capacity }] of databases.entries()) {
      if (instanceClass === serverless && !capacity) {
        yield {
          path: ["databases", index, "instanceClass"],
          problem: `a database of ${serverless} scales within a capacity, and this one states none`,
          fix: "add capacity, as in capacity: { minimum: 0.5, maximum: 16 }",
        };
      }
      if (instanceClass !== serverless && capacity) {
        yield {
          path: ["databases", index, "capacity"],
          problem: `only ${serverless} scales within a capacity, and this one is of ${instanceClass}`,
          fix: `leave it out, or write instanceClass: "${serverless}"`,
        };
      }
    }
  },
});

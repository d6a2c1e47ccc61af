import { rootCertificate } from "../../../../constructs/data/database-users/root-certificate";
import { regionOf } from "../../data/regions";
import { sectionRule } from "../section-rule";

/** Who makes the users of a database sends a password, and has to know to whom. */
export const databaseRoots = sectionRule({
  code: "ENV_DATABASE_ROOT",
  states: "the root certificate of RDS is known in a region with databases",
  needs: ["aws", "databases", "databaseUsers"],
  *breaches({ aws, databases, databaseUsers }) {
    // That there is no such region has a finding of its own.
    if (databases.length === 0 || !regionOf(aws.region) || databaseUsers.rootCertificate || rootCertificate(aws.region))
      return;
    yield {
      path: ["databaseUsers", "rootCertificate"],
      problem: `the platform does not know the root certificate of RDS in ${aws.region}`,
      fix: `copy rds-ca-rsa2048-g1 from https://truststore.pki.rds.amazonaws.com/${aws.region}/${aws.region}-bundle.pem`,
    };
  },
});

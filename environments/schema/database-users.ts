import { z } from "zod";
import { text } from "./field";
import { certificatePem } from "./rules/values/certificate";
import { imageReference } from "./rules/values/image";

/**
 * The job that makes the apps' users in each database. Its images come from public registries: name copies of your own,
 * best by digest, where nodes do not reach those.
 */
export const databaseUsers = z
  .strictObject({
    /** Image with sh, awk and psql. @default "public.ecr.aws/docker/library/postgres:17.11-bookworm" */
    postgresqlImage: text(imageReference).default("public.ecr.aws/docker/library/postgres:17.11-bookworm"),
    /** Image with sh and the AWS CLI. @default "public.ecr.aws/aws-cli/aws-cli:2.34.56" */
    awsCliImage: text(imageReference).default("public.ecr.aws/aws-cli/aws-cli:2.34.56"),
    /**
     * PEM of the root certificate `rds-ca-rsa2048-g1` of RDS in the region, from https://truststore.pki.rds.amazonaws.com.
     * @default - the one that the platform knows; it knows none of China, GovCloud and the youngest regions
     */
    rootCertificate: text(certificatePem).optional(),
  })
  .prefault({});

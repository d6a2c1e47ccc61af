import { z } from "zod";
import { type AwsService, awsServices } from "./data/aws-services";
import { text } from "./field";
import { absoluteFile, loopbackEndpoint } from "./rules/values/emulator";

const ownEndpoint = text(loopbackEndpoint).optional();
const endpoints = Object.fromEntries(awsServices.map((service) => [service, ownEndpoint]));

/** Checks of the AWS provider and of the states' backend that an emulator may not stand. */
const skip = z.strictObject({
  /** Whether nobody asks STS who calls. The account is checked all the same, so STS has to answer. @default false */
  credentialsValidation: z.boolean().optional(),
  /** Whether nobody asks the metadata service of EC2 for credentials. @default true */
  metadataApiCheck: z.boolean().optional(),
  /** Whether a region may be one that the provider does not know. @default false */
  regionValidation: z.boolean().optional(),
});

/** A Kubernetes API server to take the place of the emulated EKS cluster's, which may have none. */
const cluster = z.strictObject({
  /** Absolute path of the kubeconfig file that says where it is and who logs in. */
  kubeconfig: text(absoluteFile),
  /** Context of that file. @default - its current one */
  context: text().optional(),
});

/**
 * An AWS emulator to run against instead of AWS: endpoints and skipped checks reach providers, backends and commands.
 * It answers as the environment's own account.
 * @default - AWS itself
 */
export const emulator = z
  .strictObject({
    /** Address of the emulator on this machine, such as http://127.0.0.1:4566. */
    endpoint: text(loopbackEndpoint),
    /** Addresses of single services, by the AWS provider's names for them. @default - the endpoint of all */
    endpoints: z.strictObject(endpoints as Record<AwsService, typeof ownEndpoint>).optional(),
    /** PEM file of the authority that signed the emulator's certificate. @default - those of the system */
    caBundle: text().optional(),
    /** Whether a bucket's name stands in the path, since `bucket.127.0.0.1` is no host. @default true */
    s3PathStyle: z.boolean().optional(),
    skip: skip.optional(),
    cluster: cluster.optional(),
  })
  .optional();
export type Emulator = NonNullable<z.output<typeof emulator>>;

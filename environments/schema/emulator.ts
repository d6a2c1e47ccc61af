import { z } from "zod";
import { text } from "./field";
import { loopbackEndpoint } from "./rules/values/emulator";

/**
 * An AWS emulator to run against instead of AWS: endpoint and skipped checks reach providers and backends.
 * @default - AWS itself
 */
export const emulator = z
  .strictObject({
    /** Address of the emulator on this machine, such as http://127.0.0.1:4566. */
    endpoint: text(loopbackEndpoint),
    /** PEM file of the authority that signed the emulator's certificate. @default - those of the system */
    caBundle: text().optional(),
  })
  .optional();

import { z } from "zod";
import { text, texts, verbatimTexts } from "../field";
import { bytes, slug } from "../primitives";
import { fileName, filesSize, mountPath } from "../rules/values/files";
import { secretName, secretProperty, secretVersion } from "../rules/values/secrets";
import { settingName } from "../rules/values/settings";

/** Folder of the container that it is seen at. */
const folder = text(mountPath);
/** Name of the volume within the app. */
const volumeName = slug;

/** Configuration files in a folder of their own: never a secret. @default - none */
export const files = z
  .strictObject({
    mountPath: folder,
    /** Texts by the names of the files. */
    contents: verbatimTexts(fileName, filesSize),
  })
  .optional();

/** Secrets of the team's, by reference: what they hold stands in no file of the platform's. @default - none */
export const secrets = z
  .array(
    z.strictObject({
      /** Name below the team's path, such as "stripe" for `strata-demo/storefront/stripe`. */
      name: text(secretName),
      /** Where it is kept. @default "secrets-manager" */
      store: z.enum(["secrets-manager", "parameter-store"]).default("secrets-manager"),
      /**
       * Version that the pods get. To write another is to replace the pods. @default - the current one: files follow
       * within the hour, variables as soon as a pod is made anew
       */
      version: text(secretVersion).optional(),
      /** Environment variables by name: the property of the secret's JSON that each takes, "." for the whole. */
      variables: texts(settingName, secretProperty).default({}),
      /** Files by name, likewise, in a folder of their own. */
      files: z
        .strictObject({
          mountPath: folder,
          /** By the name of each file the property of the secret's JSON that it holds, "." for the whole. */
          contents: texts(fileName, secretProperty),
        })
        .optional(),
    }),
  )
  .default([]);

/** Volumes beside the 256 MiB for temporary files below /tmp. @default - none */
export const volumes = z
  .array(
    z.discriminatedUnion("kind", [
      /** Space that goes with its pod. */
      z.strictObject({
        kind: z.literal("scratch"),
        name: volumeName,
        mountPath: folder,
        /** The pod is evicted when more is written. */
        sizeLimit: bytes,
        /** Whether it lies in memory. @default false */
        memory: z.boolean().default(false),
      }),
      /** A folder of the environment's file storage, which all pods of the app see at once. */
      z.strictObject({
        kind: z.literal("shared"),
        name: volumeName,
        mountPath: folder,
        /** What it counts for in the team's quota. */
        size: bytes,
        /** Whether the app only reads it. @default false */
        readOnly: z.boolean().default(false),
      }),
    ]),
  )
  .default([]);

/** Volumes that each pod of a stateful service has for itself, encrypted. Their sizes never change. @default - none */
export const storage = z
  .array(
    z.strictObject({
      name: volumeName,
      mountPath: folder,
      /** Size of the volume of each pod. */
      size: bytes,
    }),
  )
  .default([]);

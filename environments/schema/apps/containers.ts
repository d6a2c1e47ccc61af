import { z } from "zod";
import { list, number, text, verbatimTexts } from "../field";
import { bytes, cpu, slug } from "../primitives";
import { port } from "../rules/values/counts";
import { distinct } from "../rules/values/distinct";
import { secretSettingName, secretSettingValue, settingName } from "../rules/values/settings";
import { image } from "./image";
import { probes } from "./probes";

const requests = {
  /** CPU that is kept for it. @default "100m" */
  cpu: cpu.default("100m"),
  /** Memory that is kept for it. @default "128Mi" */
  memory: bytes.default("128Mi"),
  /** CPU at which a pod is slowed down, even on an idle node. @default - none */
  cpuLimit: cpu.optional(),
  /** Memory at which a pod is ended. @default - what it requests */
  memoryLimit: bytes.optional(),
};

/** What each pod requests, and what it may use. @default - 100m CPU and 128Mi memory */
export const resources = z.strictObject(requests).prefault({});

/** What is run of an image. @default - what the image says */
export const invocation = {
  /** Program that runs. @default - the image's own */
  command: list(text()).optional(),
  /** Its arguments. @default - the image's own */
  args: list(text()).optional(),
};

/** Plain settings handed over as environment variables: never a secret. @default - none */
export const settings = verbatimTexts(settingName, secretSettingName, secretSettingValue).default({});

const beside = {
  /** Name within the pod. */
  name: slug,
  ...invocation,
  settings,
  /**
   * Names of the app's volumes that the container sees as well, at the same paths: `config-files` is what its files are
   * called, and `secret-<name>` those of a secret. @default - none
   */
  mounts: list(text(), distinct).default([]),
};

/** Containers that run beside the app's own for as long as it does. */
export const sideCars = z
  .array(
    z.strictObject({
      ...beside,
      image,
      resources,
      /** Port that it listens on. @default - none */
      port: number(port).optional(),
      probes,
    }),
  )
  .default([]);

/** Containers that have to end well, one after the other, before the app starts. They have its settings and secrets. */
export const initContainers = z
  .array(
    z.strictObject({
      ...beside,
      /** Image that runs. @default - the app's own */
      image: image.optional(),
      /** What it requests, and what it may use. @default - the app's own */
      resources: z.strictObject(requests).optional(),
    }),
  )
  .default([]);

export interface Resources {
  /** CPU that a pod is sure of, such as `250m`; it may use more while its node has some to spare. */
  readonly cpu: string;
  /** Memory that a pod is sure of, such as `256Mi`. */
  readonly memory: string;
  /** CPU at which the pod is slowed down, even on an idle node. @default - none */
  readonly cpuLimit?: string;
  /** Memory at which the pod is ended. More than the request may be gone when it is needed. @default - the request */
  readonly memoryLimit?: string;
}

/** Memory can't be taken back, so that its limit is the request unless somebody says otherwise. */
export function resourcesOf({ cpu, memory, cpuLimit, memoryLimit = memory }: Resources) {
  return {
    requests: { cpu, memory },
    limits: { ...(cpuLimit !== undefined && { cpu: cpuLimit }), memory: memoryLimit },
  };
}

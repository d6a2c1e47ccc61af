import { parseBytes, parseCpu } from "../../quantity";
import { valueRule } from "../value-rule";

/** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu */
export const cpuQuantity = valueRule<string>({
  code: "ENV_CPU",
  states: "CPU is a number of cores, or of thousandths with m, above zero",
  fix: 'write it as in "500m" or "2"',
  allows: (value) => (parseCpu(value) ?? 0) > 0,
});

/** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory */
export const bytesQuantity = valueRule<string>({
  code: "ENV_BYTES",
  states: "memory and storage are a number of bytes, or of k, M, G, T, P, Ki, Mi, Gi, Ti or Pi, above zero",
  fix: 'write it as in "512Mi" or "2Gi"',
  allows: (value) => (parseBytes(value) ?? 0) > 0,
});

import { valueRule } from "../value-rule";

const name = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const qualified = new RegExp(`^(${label}(\\.${label})*/)?${name}$`);

/** Whether this may be the key of a label or of a taint. */
export function isQualifiedName(key: string): boolean {
  return qualified.test(key);
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const qualifiedName = valueRule<string>({
  code: "ENV_KUBERNETES_KEY",
  states: "the key of a taint is a word of up to 63 characters, with a domain and a slash before it or without",
  fix: 'write it as in "example.com/dedicated"',
  allows: isQualifiedName,
});

export const labelValue = valueRule<string>({
  code: "ENV_KUBERNETES_VALUE",
  states: "the value of a taint has up to 63 letters, digits, hyphens, underscores and dots",
  fix: 'write it as in "batch"',
  allows: isLabelValue,
});

/** Whether this may be the value of a label or of a taint. */
export function isLabelValue(value: string): boolean {
  return value === "" || new RegExp(`^${name}$`).test(value);
}

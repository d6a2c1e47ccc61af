import { X509Certificate } from "node:crypto";
import { valueRule } from "../value-rule";

export const certificatePem = valueRule<string>({
  code: "ENV_CERTIFICATE",
  states: "a root certificate is one certificate of an authority in PEM",
  fix: "copy it with its first and last line, -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----",
  allows: isAuthority,
});

function isAuthority(pem: string): boolean {
  try {
    return pem.split("BEGIN CERTIFICATE").length === 2 && new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}

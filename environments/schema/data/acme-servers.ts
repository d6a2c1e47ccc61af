/** Directories of Let's Encrypt, by the names of their issuers. https://letsencrypt.org/docs/acme-protocol-updates/ */
export const publicAcmeServers: Readonly<Record<string, string>> = {
  "letsencrypt-production": "https://acme-v02.api.letsencrypt.org/directory",
  "letsencrypt-staging": "https://acme-staging-v02.api.letsencrypt.org/directory",
};

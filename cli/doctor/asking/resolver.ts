import { Resolver as NodeResolver } from "node:dns/promises";
import type { Web } from "./web";

/** What the world sees of a domain. */
export type DnsAnswer =
  | { readonly kind: "answered"; readonly records: readonly string[] }
  | { readonly kind: "unanswered"; readonly reason: string };

/** The domain name system as it is outside of the company, whose own servers may answer otherwise. */
export interface Resolver {
  /** Names of the servers that the parent zone leads to, in lower case and without the last dot; none where it names none. */
  nameServers(domain: string): Promise<DnsAnswer>;
  /** DS records of the parent zone, as `<key tag> <algorithm> <digest type> <digest>`, the digest in upper case. */
  signers(domain: string): Promise<DnsAnswer>;
}

/** Resolvers of Cloudflare and Google, which take questions from anywhere. */
const publicServers = ["1.1.1.1", "8.8.8.8"];

/** Node knows no DS records: these are asked by https. https://developers.cloudflare.com/1.1.1.1/encryption/dns-over-https/ */
const overHttps = "https://cloudflare-dns.com/dns-query";

/** There is no such domain, or it has no such record: an answer, not a failure. */
const absent = ["ENOTFOUND", "ENODATA"];

export class PublicResolver implements Resolver {
  constructor(
    private readonly web: Web,
    /** The most that one question may take, in milliseconds. */
    private readonly patience: number,
  ) {}

  async nameServers(domain: string): Promise<DnsAnswer> {
    const resolver = new NodeResolver({ timeout: this.patience, tries: 1 });
    resolver.setServers(publicServers);
    try {
      const names = await resolver.resolveNs(domain);
      return { kind: "answered", records: names.map(plainName).sort() };
    } catch (error) {
      const { code = "no answer" } = error as NodeJS.ErrnoException;
      return absent.includes(code) ? { kind: "answered", records: [] } : { kind: "unanswered", reason: code };
    }
  }

  async signers(domain: string): Promise<DnsAnswer> {
    const question = new URLSearchParams({ name: domain, type: "DS" });
    const answer = await this.web.get(`${overHttps}?${question}`, { headers: { accept: "application/dns-json" } });
    if (answer.kind === "unanswered") return answer;
    if (answer.status !== 200) return { kind: "unanswered", reason: `HTTP status ${answer.status}` };
    const { Answer: records = [] } = JSON.parse(answer.body) as { Answer?: readonly { type: number; data: string }[] };
    const signers = records.filter(({ type }) => type === dsType).map(({ data }) => data.trim().toUpperCase());
    return { kind: "answered", records: signers.sort() };
  }
}

/** Number of the record type. https://www.iana.org/assignments/dns-parameters */
const dsType = 43;

/** A name of DNS without the root's dot, in lower case: names are compared so. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

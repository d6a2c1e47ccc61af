import type { Item, Payload, Reference } from "./document";
import { type Asked, Refusal, refusalOf, Trouble } from "./errors";
import { type Patience, pause, secondsAsked } from "./patience";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface HcpApiProps {
  /** Host of HCP Terraform, for messages. */
  readonly host: string;
  /** Where the API answers, as in `https://app.terraform.io`. */
  readonly address: string;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly patience: Patience;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Document {
  readonly data?: unknown;
  readonly included?: readonly Item[];
  readonly meta?: { readonly pagination?: { readonly "next-page"?: number | null } };
}

/**
 * HCP Terraform's API, version 2. What is at its limit or in trouble is asked again, within a bound; only a creation that
 * may have happened is not, since a second one would make a second thing.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs
 */
export class HcpApi {
  constructor(private readonly props: HcpApiProps) {}

  async get(path: string): Promise<Item> {
    return (await this.send("GET", path)).data as Item;
  }

  /** Undefined where there is none, or none for this token: HCP Terraform does not tell them apart. */
  async find(path: string): Promise<Item | undefined> {
    try {
      return await this.get(path);
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return undefined;
      throw error;
    }
  }

  /** All pages of a list. */
  async list(path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    for (let page: number | undefined = 1; page !== undefined; ) {
      const query = `${path.includes("?") ? "&" : "?"}page%5Bnumber%5D=${page}&page%5Bsize%5D=100`;
      const { data, meta } = await this.send("GET", path + query);
      items.push(...(data as readonly Item[]));
      const next: number | null | undefined = meta?.pagination?.["next-page"];
      page = next && next > page ? next : undefined;
    }
    return items;
  }

  /** One page of a list, with what the path asks to be included. */
  async page(path: string): Promise<{ readonly items: readonly Item[]; readonly included: readonly Item[] }> {
    const { data, included = [] } = await this.send("GET", path);
    return { items: data as readonly Item[], included };
  }

  async create(path: string, data: Payload): Promise<Item> {
    return (await this.send("POST", path, { data })).data as Item;
  }

  async update(path: string, data: Payload): Promise<Item> {
    return (await this.send("PATCH", path, { data })).data as Item;
  }

  /** Adds to a list of relationships, or to one of tags. */
  async add(method: "POST" | "PATCH", path: string, data: readonly (Reference | Payload)[]): Promise<void> {
    await this.send(method, path, { data });
  }

  async remove(path: string, data?: readonly Reference[]): Promise<void> {
    await this.send("DELETE", path, data && { data });
  }

  private async send(method: Method, path: string, body?: object): Promise<Document> {
    const { host, patience, signal } = this.props;
    const asked: Asked = { host, method, path };
    for (let attempt = 1; ; attempt++) {
      const answer = await this.attempt(asked, body);
      const last = attempt >= patience.attempts;
      if (answer instanceof Trouble) {
        if (last || method === "POST") throw answer;
        await pause(patience, attempt, signal);
      } else if (answer.status === 429 && !last) {
        await pause(patience, attempt, signal, secondsAsked(answer.headers));
      } else return this.documentOf(asked, answer);
    }
  }

  private async attempt({ host, method, path }: Asked, body: object | undefined): Promise<Answer | Trouble> {
    const { address, token, signal, patience } = this.props;
    const what = `${method} ${path.split("?")[0]}`;
    try {
      const answer = await fetch(`${address}/api/v2${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/vnd.api+json" },
        ...(body && { body: JSON.stringify(body) }),
        // Elsewhere the token has no business.
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience.answerMs)]),
      });
      const { status, headers } = answer;
      const text = this.withoutToken(await answer.text());
      if (status < 500) return { status, headers, text };
      return new Trouble(`platform hcp: ${host} answers ${status} to ${what}; run it again, it goes on from there`);
    } catch (error) {
      signal.throwIfAborted();
      return new Trouble(`platform hcp: no answer from ${host} to ${what}: ${reasonOf(error)}`);
    }
  }

  private documentOf(asked: Asked, { status, text }: Answer): Document {
    if (status < 200 || status > 299) throw refusalOf(asked, status, text);
    if (text === "") return {};
    try {
      return JSON.parse(text) as Document;
    } catch {
      throw new Refusal(`platform hcp: ${asked.host} does not answer as HCP Terraform does: no JSON`, status, "");
    }
  }

  /** Some proxies echo what they got. */
  private withoutToken(text: string): string {
    return text.replaceAll(this.props.token, "***");
  }
}

/** What Node's fetch says is "fetch failed"; the cause says why. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  return name === "TimeoutError" ? "it took too long" : (cause?.code ?? "the connection failed");
}

import http from "node:http";
import https from "node:https";

/** What came of asking an address. */
export type WebAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly body: string }
  | { readonly kind: "unanswered"; readonly reason: string };

export interface WebRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** Authority of the server's certificate, as PEM. @default - those that Node trusts */
  readonly authority?: string;
}

/** Servers that Terraform, Helm and their like will call. */
export interface Web {
  /** The answer to GET. The body is cut after `bodyLength` bytes: an index of charts has megabytes. */
  get(url: string, request?: WebRequest): Promise<WebAnswer>;
}

/** Bytes of an answer that are read at most. */
const bodyLength = 64 * 1024;

export class NodeWeb implements Web {
  constructor(
    private readonly signal: AbortSignal,
    /** The most that one answer may take, in milliseconds. */
    private readonly patience: number,
  ) {}

  get(url: string, { headers = {}, authority }: WebRequest = {}): Promise<WebAnswer> {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(this.patience)]);
    return new Promise((resolve) => {
      const unanswered = (error: NodeJS.ErrnoException) =>
        resolve({ kind: "unanswered", reason: signal.aborted ? "no answer in time" : (error.code ?? error.message) });
      const { get } = url.startsWith("http:") ? http : https;
      const options = { headers, ca: authority, signal, agent: false as const };
      const request = get(url, options, (response) => {
        let body = "";
        const end = () => resolve({ kind: "answered", status: response.statusCode ?? 0, body });
        response.setEncoding("utf8");
        response.on("data", (text: string) => {
          body += text;
          if (body.length < bodyLength) return;
          end();
          response.destroy();
        });
        response.on("end", end);
        response.on("error", unanswered);
      });
      request.on("error", unanswered);
    });
  }
}

import { CommandError } from "../../command";

/** HCP Terraform has understood, and will not do it. */
export class Refusal extends CommandError {
  constructor(
    message: string,
    /** HTTP status. */
    readonly status: number,
    /** HCP Terraform's own words, the first of them. */
    readonly words: string,
  ) {
    super(message);
  }
}

/** No answer, or one of a server in trouble: what was asked for may have been done all the same. */
export class Trouble extends CommandError {}

/** A request, for messages. */
export interface Asked {
  readonly host: string;
  readonly method: string;
  readonly path: string;
}

/** What to do about an answer that is none of success. */
export function refusalOf({ host, method, path }: Asked, status: number, body: string): Refusal {
  const words = wordsOf(body);
  const what = `${method} ${path.split("?")[0]}`;
  const said = words === "" ? "" : `: ${words}`;
  switch (status) {
    case 401:
      return refusal(`${host} does not take the token; renew it with terraform login ${host}`);
    case 403:
      return refusal(`the token may not ${what}${said}; take one of a team that may manage projects and workspaces`);
    case 404:
      return refusal(`${host} knows nothing of ${what}, or shows it to others than this token's team`);
    case 409:
    case 422:
      return refusal(`${host} refuses ${what}${said}`);
    case 429:
      return refusal(`${host} has had too many requests, and still has after waiting; run it again in a minute`);
    default:
      return refusal(`${host} answers ${status} to ${what}${said}`);
  }
  function refusal(message: string): Refusal {
    return new Refusal(`platform hcp: ${message}`, status, words);
  }
}

/** https://jsonapi.org/format/#error-objects; what is no such document, such as a proxy's page, says nothing. */
function wordsOf(body: string): string {
  try {
    const { errors } = JSON.parse(body) as { errors?: readonly { title?: string; detail?: string }[] };
    const told = (errors ?? []).map(({ title, detail }) => detail ?? title ?? "");
    return told
      .filter((one) => one !== "")
      .join("; ")
      .replaceAll(/\s+/g, " ")
      .slice(0, 300);
  } catch {
    return "";
  }
}

import type { HcpState } from "./wanted";

/** Where the API answers. The token goes there: never in the clear over a network. `refuse` words a wrong one. */
export function addressOf(
  given: unknown,
  { hostname }: Pick<HcpState, "hostname">,
  refuse: (problem: string) => Error,
): string {
  const address = (given as string | undefined) ?? `https://${hostname}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const here = ["127.0.0.1", "localhost", "[::1]"].includes(url?.hostname ?? "");
  if (url && (url.protocol === "https:" || (url.protocol === "http:" && here)) && url.pathname === "/")
    return url.origin;
  throw refuse("--address is https:// and a host, or http:// on this machine, with nothing behind it");
}

import type { Data } from "./data";
import { contractDetail } from "./details/contract";
import type { Detail } from "./details/detail";
import { kubernetesDetail } from "./details/kubernetes";
import { permissionDetail } from "./details/permission";
import { resourceDetail } from "./details/resource";
import { roleDetail } from "./details/role";

const details: Readonly<Record<string, (data: Data, parts: readonly string[]) => Detail | undefined>> = {
  contracts: contractDetail,
  permissions: permissionDetail,
  roles: roleDetail,
  kubernetes: kubernetesDetail,
  resources: resourceDetail,
};

/** What an address and a dialog ask of the rest of the page. */
export interface Around {
  /** Shows one stack's resources. */
  choose(stack: string): void;
  /** Looks after frames that have come into an element. */
  watch(within: Element): void;
}

/** Opens what the page's address names: `#permissions/apps-apply/s3`. */
export function followAddress(data: Data, { choose, watch }: Around): void {
  const dialog = document.querySelector("dialog") as HTMLDialogElement;
  const title = dialog.querySelector("h2") as HTMLElement;
  const body = dialog.querySelector("[data-body]") as HTMLElement;
  let section = "";

  const follow = (): void => {
    const [kind = "", ...parts] = location.hash.slice(1).split("/").map(decoded);
    if (kind === "resources" && parts.length === 1) chosen(parts[0] ?? "");
    const known = parts.length > 0 && Object.hasOwn(details, kind);
    const detail = known ? details[kind]?.(data, parts) : undefined;
    if (!detail) {
      section = "";
      dialog.close();
      return;
    }
    section = detail.section;
    title.textContent = detail.title;
    body.innerHTML = detail.body.text;
    watch(body);
    if (!dialog.open) dialog.showModal();
    // Whatever had it, such as a link that was followed, may be gone; and what is new is read from its title on.
    title.focus();
    dialog.scrollTop = 0;
  };
  const chosen = (stack: string): void => {
    choose(stack);
    show("resources");
  };

  // The page stays where it is: only its address goes back to the section.
  dialog.addEventListener("close", () => {
    if (section === "") return;
    const { activeElement: focused } = document;
    if (!focused || focused === document.body || dialog.contains(focused)) origin(location.hash, section)?.focus();
    history.replaceState(null, "", `#${section}`);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.querySelector("button")?.addEventListener("click", () => dialog.close());
  window.addEventListener("hashchange", follow);
  follow();
  // The browser went there before tables had their rows, and after a reload goes back to where it was.
  const start = section || location.hash.slice(1);
  show(start);
  if (section) window.addEventListener("load", () => requestAnimationFrame(() => show(start)), { once: true });
}

function show(id: string): void {
  document.getElementById(id)?.scrollIntoView({ behavior: "instant" });
}

/** What somebody would have opened an address from, who came by the address itself. */
function origin(hash: string, section: string): HTMLElement | SVGElement | null {
  const links = [...document.querySelectorAll<HTMLElement | SVGElement>("main a")];
  const link = links.find((one) => one.getAttribute("href") === hash);
  return link ?? document.getElementById(`${section}-title`);
}

/** Somebody may have typed the address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

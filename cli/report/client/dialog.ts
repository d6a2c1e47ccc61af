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

/** Opens what the page's address names: `#permissions/apps-apply/s3`. `choose`: shows one stack's resources. */
export function followAddress(data: Data, choose: (stack: string) => void): void {
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
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };
  const chosen = (stack: string): void => {
    choose(stack);
    show("resources");
  };

  // The page stays where it is: only its address goes back to the section.
  dialog.addEventListener("close", () => {
    if (section !== "") history.replaceState(null, "", `#${section}`);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.querySelector("button")?.addEventListener("click", () => dialog.close());
  window.addEventListener("hashchange", follow);
  follow();
  // The browser went there before tables had their rows.
  show(section || location.hash.slice(1));
}

function show(id: string): void {
  document.getElementById(id)?.scrollIntoView({ behavior: "instant" });
}

/** Somebody may have typed the address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

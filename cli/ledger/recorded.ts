import type { Ledger } from "../../constructs/ledger/ledger";
import { type PendingChanges, record } from "../../constructs/ledger/record";
import type { PlatformApp } from "../../constructs/stack/platform-app";
import { removeStagingFolder } from "../../constructs/stack/staging-folder";
import { platform } from "../../main";
import { type Deployed, ledgerOf, readBeside } from "./read-ledger";

/**
 * The app's ledger with what is deployed added. In two steps: the ids that are known after the first narrow what the
 * sources declare, and with it what is recorded.
 */
export async function recorded(app: PlatformApp, deployed: Deployed, pending: PendingChanges): Promise<Ledger> {
  const { environment } = app;
  const ledger = await record(ledgerOf(app), readBeside(app, deployed), pending);
  try {
    return await record(ledger, readBeside(platform({ environment, ledger }), deployed), pending);
  } finally {
    // Of this app nothing is written, and it has made the folder anew.
    removeStagingFolder();
  }
}

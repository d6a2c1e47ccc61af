import path from "node:path";

/** What may outlive a run so that the next is quick: beside the packages of the app, and gone with `node_modules`. */
export const cacheFolder = path.resolve(__dirname, "../../../node_modules/.cache/strata");

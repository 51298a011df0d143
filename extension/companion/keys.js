// @ts-check
/**
 * Keeps the key from pairing in IndexedDB, as a `CryptoKey` that no script can read out, not even this one.
 * `chrome.storage` would hold plain values only. This module must not know what the key is for.
 */

import { LOCAL } from "./storage-keys.js";

/**
 * @typedef {{kid: string, key: CryptoKey}} Pairing
 * @typedef {"active"|"pending"} Slot `pending`: the companion may not have kept the key yet
 */

const DATABASE = "touchline";
const STORE = "pairings";

/** @param {Slot} slot @returns {Promise<Pairing|null>} */
export async function pairingIn(slot) {
  return (await inStore("readonly", (store) => store.get(slot))) ?? null;
}

/** Keep a key until the companion has shown that it has kept it too. @param {Pairing} pairing */
export async function keepPending(pairing) {
  await inStore("readwrite", (store) => store.put(pairing, "pending"));
}

/**
 * Make this the key from now on, and delete an older one. Scripts that watch storage see the change by the key's id,
 * which is no secret.
 * @param {Pairing} pairing
 */
export async function activate(pairing) {
  await inStore("readwrite", (store) => {
    store.delete("pending");
    return store.put(pairing, "active");
  });
  await chrome.storage.local.set({ [LOCAL.kid]: pairing.kid });
}

/** @param {Slot} slot */
export async function drop(slot) {
  await inStore("readwrite", (store) => store.delete(slot));
}

/** Drop every key, and the port where it was used. */
export async function forget() {
  await inStore("readwrite", (store) => store.clear());
  await chrome.storage.local.remove([LOCAL.kid, LOCAL.port]);
}

/**
 * @template Result
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<Result>} act
 * @returns {Promise<Result>} after everything is on the disk
 */
async function inStore(mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const request = act(transaction.objectStore(STORE));
      transaction.addEventListener("complete", () => resolve(request.result));
      transaction.addEventListener("abort", () => reject(transaction.error));
    });
  } finally {
    database.close(); // an open connection would block a page that wants to delete the database
  }
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE));
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

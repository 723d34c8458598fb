// Talks to the server on this machine. The token stands in the address after #, which no browser sends anywhere; each call carries it in a header.
const token = location.hash.slice(1);
let alive = true;
const watchers = [];

/** The server said no, in words for the reader. */
export class Refused extends Error {}

/** `listener(true | false)` is told when the connection is lost and when it is there again. */
export const onConnection = (listener) => watchers.push(listener);

export const connected = () => alive;

function notice(now) {
  if (now === alive) return;
  alive = now;
  for (const watcher of watchers) watcher(now);
}

async function call(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, cache: "no-store", signal: AbortSignal.timeout(options.patience ?? 30000), headers: { "X-Zhengming-Token": token, ...options.headers } });
  } catch {
    notice(false);
    throw new Refused("no connection");
  }
  let body = null;
  try {
    body = await answer.json();
  } catch {
    notice(false);  // cut off in the middle: the server has gone
    throw new Refused("no connection");
  }
  notice(true);
  if (!answer.ok) throw new Refused(body.error ?? `error ${answer.status}`);
  return body;
}

/** GET: the answer as an object. */
export function get(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return call(`api/${path}?${new URLSearchParams(given)}`);
}

/** POST: the answer comes only when the server has it on the disk. */
export const post = (path, body) => call(`api/${path}`, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" }, patience: 120000 });

/** Look every few seconds whether the server is still there; `seen(version)` is told the number of its last decision. */
export function watch(seen) {
  const look = async () => {
    try {
      seen((await call("api/ping", { patience: 4000 })).version);
    } catch { /* the listeners know */ }
    setTimeout(look, alive ? 2000 : 1500);
  };
  setTimeout(look, 2000);
}

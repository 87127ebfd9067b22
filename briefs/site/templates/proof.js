(() => {
const box = document.getElementById("proof"), told = document.getElementById("checked"), words = box.dataset;
const bytes = text => new TextEncoder().encode(text), plain = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
const sha = async data => new Uint8Array(await crypto.subtle.digest("SHA-256", data));
const hex = data => Array.from(data, n => n.toString(16).padStart(2, "0")).join("");
const joined = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]));
const canonical = v => Array.isArray(v) ? `[${v.map(canonical)}]` : v && typeof v === "object"
  ? `{${Object.keys(v).sort().map(k => `${JSON.stringify(k)}:${canonical(v[k])}`)}}` : JSON.stringify(v);
const rootOf = async (leaf, index, size, proof) => {
  let last = size - 1;
  for (const each of proof) {
    const right = index % 2 || index === last;
    leaf = await sha(joined([1], ...(right ? [each, leaf] : [leaf, each])));
    while (right && index % 2 === 0 && index) { index = index / 2; last = Math.floor(last / 2); }
    index = Math.floor(index / 2); last = Math.floor(last / 2);
  }
  return last ? "" : hex(leaf);
};
const signed = async (name, key, text, lines) => {
  const [id, ...coded] = key.slice(name.length + 1).split("+"), raw = plain(coded.join("+"));
  if (key !== `${name}+${id}+${coded.join("+")}` || raw[0] !== 1 || hex((await sha(joined(bytes(`${name}\n`), raw))).slice(0, 4)) !== id) return false;
  const used = await crypto.subtle.importKey("raw", raw.slice(1), { name: "Ed25519" }, false, ["verify"]);
  for (const line of lines) {
    const blob = line.startsWith(`— ${name} `) ? plain(line.slice(name.length + 3)) : [];
    if (hex(blob.slice(0, 4)) === id && await crypto.subtle.verify({ name: "Ed25519" }, used, blob.slice(4), bytes(text))) return true;
  }
  return false;
};
const check = async () => {
  const { document: stated, entry, index, proof, checkpoint, key } = JSON.parse(document.getElementById("receipt").textContent);
  if (hex(await sha(bytes(canonical(stated)))) !== entry.sha256 || stated.id !== entry.id) return words.bent;
  const shown = document.querySelector("blockquote");
  if (shown || stated.status !== "withdrawn") {
    const text = shown ? shown.textContent : "", held = stated.words_sha256 || hex(await sha(bytes(stated.words)));
    if (![hex(await sha(bytes(text))), hex(await sha(bytes(text.slice(1, -1))))].includes(held)) return words.bent;
  }
  const end = checkpoint.indexOf("\n\n") + 1, text = checkpoint.slice(0, end), [name, size, root] = text.split("\n");
  if (!(index >= 0 && index < +size)) return words.bent;
  const leaf = await sha(joined([0], bytes(canonical(entry))));
  if (await rootOf(leaf, index, +size, proof.map(plain)) !== hex(plain(root))) return words.bent;
  try {
    return await signed(name, key, text, checkpoint.slice(end + 1).split("\n")) ? words.sound : words.bent;
  } catch { return words.unsigned; }
};
const button = document.createElement("button");
button.textContent = words.check;
button.onclick = async () => { told.textContent = window.crypto && crypto.subtle ? await check().catch(() => words.bent) : words.cannot; };
told.before(button);
})();

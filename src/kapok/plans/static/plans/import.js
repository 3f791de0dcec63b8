// Sends each file by itself, with its progress, and says what became of it. Without this script the form does it.
const form = document.getElementById("import");
const list = document.getElementById("uploads");
const drop = document.getElementById("drop");
const picked = document.getElementById("files");
const words = form.dataset;
const MEGABYTE = 1024 * 1024;

/** Why a file need not be sent; "" where it may be. */
export function refusal(file) {
  const suffix = file.name.includes(".") ? `.${file.name.split(".").pop().toLowerCase()}` : "";
  if (suffix && !words.suffixes.split(" ").includes(suffix)) return `${file.name}：${words.wrongType}`;
  if (file.size > Number(words.most) * MEGABYTE) return `${file.name}：${words.tooBig}`;
  return "";
}

function row(name) {
  const item = document.createElement("li");
  const title = document.createElement("b");
  const bar = document.createElement("progress");
  const told = document.createElement("span");
  title.textContent = name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `${words.sending} ${name}`);
  item.append(title, bar, told);
  list.append(item);
  return { item, bar, told };
}

function tell(line, sentence, url) {
  line.bar.remove();
  line.told.textContent = sentence;
  line.told.className = sentence ? "wrong" : "";
  if (!url) return;
  const link = document.createElement("a");
  link.href = url;
  link.textContent = words.open;
  line.item.append(link);
}

function understood(request) {
  try {
    return JSON.parse(request.responseText).outcomes[0];
  } catch {
    return { sentence: words.broken, url: "" };
  }
}

function send(file) {
  const line = row(file.name);
  const refused = refusal(file);
  if (refused) return Promise.resolve(tell(line, refused, ""));
  const data = new FormData(form);
  data.delete("pasted");
  data.set("files", file);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) line.bar.value = event.loaded / event.total;
    });
    request.upload.addEventListener("load", () => {
      line.bar.removeAttribute("value");
      line.told.textContent = words.reading;
    });
    request.addEventListener("loadend", () => {
      const outcome = request.status ? understood(request) : { sentence: words.broken, url: "" };
      tell(line, outcome.sentence, outcome.url);
      done(outcome);
    });
    request.send(data);
  });
}

/** One after another, so that a slow line carries one file well and not five badly. */
async function sendAll(files) {
  const outcomes = [];
  for (const file of files) outcomes.push(await send(file));
  const only = outcomes.length === 1 && outcomes[0];
  if (only && only.url && !only.sentence) window.location.assign(only.url);
}

form.addEventListener("submit", (event) => {
  if (!picked.files.length || form.elements.pasted.value.trim()) return; // a pasted text goes as a plain form
  event.preventDefault();
  list.replaceChildren();
  const files = [...picked.files];
  picked.value = "";
  sendAll(files);
});
document.querySelectorAll(".needs-script").forEach((part) => (part.hidden = false));
for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  picked.files = event.dataTransfer.files; // chosen, and sent by the button: what it is read as is said first
});

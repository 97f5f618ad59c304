// Puts an editor over each textarea of django_ckeditor_5's widget, in the way the package's own script
// does: same class, same element ids, same globals (window.editors, ckeditorRegisterCallback).
import { ClassicEditor } from "ckeditor5";

import { plugins } from "./plugins.js";
import { showCount } from "./count.js";

const callbacks = {};

window.ClassicEditor = ClassicEditor;
window.editors = {};
window.ckeditorRegisterCallback = (id, callback) => {
  callbacks[id] = callback;
};
window.ckeditorUnregisterCallback = (id) => {
  delete callbacks[id];
};

function csrfToken(cookieName) {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith(`${cookieName}=`));
  return cookie
    ? decodeURIComponent(cookie.slice(cookieName.length + 1))
    : document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
}

function configOf(textarea) {
  const scriptId = `${textarea.id}_script`;
  const upload = document.getElementById(`${scriptId}-ck-editor-5-upload-url`).dataset;
  return {
    ...JSON.parse(document.getElementById(scriptId).textContent),
    licenseKey: "GPL",
    plugins,
    simpleUpload: {
      uploadUrl: upload.uploadUrl,
      headers: { "X-CSRFToken": csrfToken(upload.csrf_cookie_name) },
    },
  };
}

// A picture that is still on its way has no address yet, and would be missing from what is saved.
function waitForPictures(editor, textarea) {
  const hold = (event) => {
    if (editor.plugins.get("PendingActions").hasAny) {
      event.preventDefault();
      event.stopImmediatePropagation();
      window.alert("图片还在上传，请等它传完再保存。");
    }
  };
  textarea.form.addEventListener("submit", hold, { capture: true });
}

// The label, which the page hides, names the editing area.
function label(editor, textarea) {
  const text = document.querySelector(`label[for="${textarea.id}"]`)?.textContent.trim() ?? "";
  editor.editing.view.change((writer) => {
    writer.setAttribute("aria-label", text.replace(/[:：]$/, ""), editor.editing.view.document.getRoot());
  });
}

async function createEditor(textarea) {
  textarea.dataset.processed = "1";
  const editor = await ClassicEditor.create(textarea, configOf(textarea));
  const count = document.getElementById(`${textarea.id}_script-word-count`);
  label(editor, textarea);
  waitForPictures(editor, textarea);
  showCount(count, editor);
  editor.model.document.on("change:data", () => {
    textarea.value = editor.getData();
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
    showCount(count, editor);
  });
  if (textarea.disabled) {
    editor.enableReadOnlyMode("django-ckeditor-5");
  }
  window.editors[textarea.id] = editor;
  callbacks[textarea.id]?.(editor);
}

document.addEventListener("DOMContentLoaded", () => {
  for (const textarea of document.querySelectorAll("textarea.django_ckeditor_5")) {
    if (!textarea.id.includes("__prefix__") && textarea.dataset.processed !== "1") {
      // A failed editor leaves the plain textarea: the text stays within reach.
      createEditor(textarea).catch((error) => console.error(error));
    }
  }
});

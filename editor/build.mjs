// Builds the editor over the files of the same name in django-ckeditor-5: its own bundle is an old
// CKEditor with known holes. STATICFILES_DIRS comes before the packages, so ours is what is served.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = "../static/django_ckeditor_5/dist";

await build({
  entryPoints: {
    bundle: here("main.js"),
    styles: here("styles.css"),
    // Sets window.CKEDITOR_TRANSLATIONS, which the widget loads after the bundle.
    "translations/zh-cn": here("chinese.js"),
  },
  outdir: here(out),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* CKEditor 5, GPL-2.0-or-later, built by editor/build.mjs */" },
  logLevel: "info",
});

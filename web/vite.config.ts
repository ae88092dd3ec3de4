import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = import.meta.dirname;
const door = (name: string) => join(here, name, "index.html");

/** One page per front door; a phone at `/public` never loads antd, form-js or bpmn-js. */
export default defineConfig({
  root: here,
  appType: "mpa",
  publicDir: join(here, "static"),
  cacheDir: join(here, "../var/vite"),
  plugins: [react({ include: /web\/(?!public\/).*\.tsx$/ })],
  build: {
    outDir: join(here, "../dist/web"),
    emptyOutDir: true,
    // Office browsers run Chromium 86; the last entry keeps the bundles parseable as ES2021.
    target: ["chrome86", "safari15", "es2021"],
    cssTarget: ["chrome86", "safari15"],
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { desk: door("desk"), org: door("org"), phone: door("phone"), public: door("public") },
    },
  },
});

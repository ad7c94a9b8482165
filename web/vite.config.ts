import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `vite dev` sends what it does not serve itself. */
const GATEWAY = process.env.TERO_GATEWAY ?? "http://localhost:8080";

const { version: VERSION } = JSON.parse(
  readFileSync(new URL("./package.json", import.meta.url), "utf8"),
) as { version: string };

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  define: { __VERSION__: JSON.stringify(VERSION) },
  server: {
    proxy: {
      "/api": {
        target: GATEWAY,
        changeOrigin: true,
        // Cookies are taken from pages of the gateway's own origin alone, as its own pages are.
        headers: { origin: new URL(GATEWAY).origin },
      },
    },
  },
  build: {
    target: "es2022",
    emptyOutDir: true,
    // Data addresses would need a wider policy for fonts; and what is inlined cannot be cached.
    assetsInlineLimit: 0,
    // Scripts of our own would have to be inline to do it.
    modulePreload: { polyfill: false },
    // One piece of all that the first list needs: cut wherever a part that comes later shares some of
    // it, it came in twenty-six, which were 17 kB larger.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "first", test: /src\/main\.tsx$/ }] } },
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
  },
});

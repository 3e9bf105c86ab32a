import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

// Two pages: the app's own (index.html, what Tauri serves) and, with `--mode screens`, the same
// views over the fake host (fake.html). They never share a folder, so the fake cannot be shipped.
export default defineConfig(({ mode }) => {
  const screens = mode === "screens";
  return {
    base: "./",
    plugins: [svelte(), svelteTesting()],
    server: { host: "127.0.0.1", port: 1420, strictPort: true },
    build: {
      outDir: screens ? "../target/screens-page" : "dist",
      emptyOutDir: true,
      rolldownOptions: { input: screens ? "fake.html" : "index.html" },
    },
    test: {
      environment: "jsdom",
      setupFiles: ["src/test/setup.ts"],
      include: ["src/**/*.test.ts"],
      restoreMocks: true,
      // For a machine that is busy with other things.
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  };
});

import { defineConfig } from "vitest/config"

// Journeys through the real server and a real Chromium: one town and one file at a time, each step with its own limit.
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/e2e/**/*.e2e.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})

import { defineConfig } from 'vitest/config';

// Those in `live` speak to a real server, and run where CHAT_ADDRESS names one: `dotnet test` starts one for them.
const live = process.env['CHAT_ADDRESS'] ? [] : ['test/live/**'];

export default defineConfig({
  test: { include: ['test/**/*.test.ts'], exclude: ['node_modules/**', ...live], testTimeout: 120_000, hookTimeout: 60_000, maxWorkers: 2 },
});

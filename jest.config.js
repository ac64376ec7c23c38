/** Tests run as the ES modules they are: swc only strips the types, as Node itself does outside the tests. */
import { availableParallelism } from 'node:os'

export default {
  testEnvironment: '<rootDir>/test/worker/environment.js',
  // A test that hangs fails; on a busy machine the slowest take a while.
  testTimeout: 60_000,
  // More than there are processors, because some tests wait for timeouts and processes. Jest reads a percentage above 100 as a number.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  // V8's compilation cache would keep the modules of every test file, about 10 MB each, for the garbage collector to walk: `npm test` turns it
  // off. A worker that grows for another reason is replaced.
  workerIdleMemoryLimit: '1GB',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', importAttributes: true },
          target: 'es2024',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.annals', '<rootDir>/dist'],
}

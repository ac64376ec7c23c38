/** The workflows that deploy: without keys, first where nobody reads, and no further than a smoke test that finds a fault. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { ROOT } from '../support/local-host.ts'

const read = (name: string) => readFileSync(join(ROOT, '.github/workflows', name), 'utf8')
const [deploy, deployStack] = ['deploy.yml', 'deploy-stack.yml'].map(name => parse(read(name)))

test('use tokens of GitHub and no key', () => {
  expect(`${read('deploy.yml')}${read('deploy-stack.yml')}`).not.toMatch(/secrets\.|access-key/i)
  for (const job of Object.values<{ permissions: object }>(deploy.jobs))
    expect(job.permissions).toEqual({ contents: 'read', 'id-token': 'write' })
})

test('deploy pushes to dev, and releases to prod after dev passes', () => {
  expect(deploy.on).toEqual({ push: { branches: ['main'] }, release: { types: ['published'] } })
  const { dev, prod } = deploy.jobs
  expect([dev.with.environment, prod.with.environment]).toEqual(['dev', 'prod'])
  expect([prod.needs, prod.if]).toEqual(['dev', "github.event_name == 'release'"])
})

test('smoke-test a stack after its deployment', () => {
  const { steps, environment } = deployStack.jobs.deploy
  expect(environment).toMatch(/^\$\{\{ inputs\.environment \}\}$/)
  const runs = steps.map(({ run }: { run?: string }) => run).filter(Boolean)
  expect(runs).toEqual([
    'npm ci',
    'npx annals check',
    'npx annals deploy --yes --stack "$STACK"',
    'npx annals smoke --stack "$STACK"',
  ])
})

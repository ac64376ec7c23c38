/** What lies among the files of a data folder and is not one of them. */
import { execFileSync } from 'node:child_process'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { readFolder } from '../../../lambdas/data/read-contents.ts'
import { readFiles } from '../../../lambdas/data/read-files.ts'
import { inFolder, VALID } from './folder.ts'

test('leftovers of editors and file managers are named and not read', async () => {
  const leftovers = [
    'events/#1998.yaml#',
    'events/.#1998.yaml',
    'events/.1998.yaml.swp',
    'events/.DS_Store',
    'events/._1998.yaml',
    'events/1997.yaml.bak',
    'events/1997.yaml~',
    'events/Thumbs.db',
    'events/desktop.ini',
    'events/~$1997.yaml',
    'series/arrivals.yaml.orig',
  ]
  const bytes = Buffer.from([0, 255])
  const folder = await inFolder({ ...VALID, ...Object.fromEntries(leftovers.map(name => [name, bytes])) }, readFolder)
  expect(folder.leftovers).toEqual(leftovers)
  expect(folder.contents).toEqual((await inFolder(VALID, readFolder)).contents)
})

test('hidden files of other kinds are ignored without a word', async () => {
  const { leftovers } = await inFolder({ ...VALID, 'events/.gitkeep': '', 'series/.editorconfig': '' }, readFolder)
  expect(leftovers).toEqual([])
})

// Windows has neither.
const onPosix = process.platform === 'win32' ? test.skip : test

onPosix('a FIFO and a link to a device are named and not read', async () => {
  const { unreadable } = await inFolder(VALID, async folder => {
    execFileSync('mkfifo', [join(folder, 'events/1999.yaml')])
    await symlink('/dev/zero', join(folder, 'events/2000.yaml'))
    return readFiles(folder)
  })
  expect(unreadable.map(({ file, wrong, allowed }) => `${file} ${wrong}; allowed: ${allowed}`)).toEqual([
    'events/1999.yaml is a FIFO; allowed: a regular file, or a link to one',
    'events/2000.yaml is a device; allowed: a regular file, or a link to one',
  ])
})

onPosix('a link to a file is read', async () => {
  const { events, unreadable } = await inFolder(VALID, async folder => {
    await symlink('1998.yaml', join(folder, 'events/1999.yaml'))
    return readFiles(folder)
  })
  expect(unreadable).toEqual([])
  expect(events.map(({ name }) => name)).toEqual(['events/1997.yaml', 'events/1998.yaml', 'events/1999.yaml'])
})

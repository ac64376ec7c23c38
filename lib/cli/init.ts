/** `annals init`: writes the folder of a new timeline. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { TimelineSchema } from '../../lambdas/domain/schema.ts'
import { LANGUAGE_TAG } from '../../lambdas/domain/text.ts'
import { dateIn, isTimeZone } from '../../lambdas/domain/time-zone.ts'
import { OperatorError } from '../operator-error.ts'
import { asking } from './ask.ts'
import type { Definition } from './definition.ts'
import { type Answers, filesOf } from './init/files.ts'
import { print, type Terminal } from './terminal.ts'

export const define: Definition = terminal =>
  new Command()
    .description(
      'Writes a folder that is the whole repository of a timeline: settings, three example events, and what it takes to check and deploy them. Asks for what no option says. Overwrites nothing.',
    )
    .argument('<folder>', 'folder to write')
    .option('--title <text>', 'title of the timeline')
    .option('--languages <tags>', 'languages of the texts, as in fr,en; the first is the default')
    .option('--zone <name>', 'IANA time zone of the dates, as in Europe/London')
    .option('--publisher <name>', 'who publishes the timeline')
    .option('--contact <text>', 'e-mail or web address for corrections')
    .option('--namespace <uuid>', 'UUID from which all ids of feeds derive; a random one by default')
    .option('--yes', 'take the defaults and ask nothing')
    .action(async (folder, { yes, namespace = randomUUID(), ...given }) => {
      if (!UUID.test(namespace))
        throw new OperatorError(`--namespace "${namespace}" is not a UUID; allowed: ${randomUUID()}`)
      const path = resolve(terminal.cwd, folder)
      const answers = await answersOf(basename(path), given, yes === true, terminal)
      const now = terminal.now()
      const files = filesOf({ ...answers, name: basename(path), namespace, now, today: dateIn(answers.zone, now) })
      const existing = Object.keys(files).filter(file => existsSync(join(path, file)))
      if (existing.length > 0)
        throw new OperatorError(`Nothing was written, because ${folder} already contains ${existing.join(', ')}`)
      for (const [file, content] of Object.entries(files)) {
        await mkdir(dirname(join(path, file)), { recursive: true })
        await writeFile(join(path, file), content, { flag: 'wx' })
      }
      print(
        terminal,
        `${folder} is the timeline "${answers.title}", with three examples. Next:

  cd ${folder}
  npm install
  npx annals start`,
      )
    })

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

interface Question {
  question: string
  /** @throws {OperatorError} */
  check: (text: string) => void
}

type Texts = Record<keyof Answers, string>

const QUESTIONS: Record<keyof Answers, Question> = {
  title: {
    question: 'Title',
    check(text) {
      if (text === '' || text.length > 200)
        throw new OperatorError(`--title "${text}" is invalid; allowed: 1–200 characters`)
    },
  },
  languages: {
    question: 'Languages, the default first',
    check(text) {
      const wrong = tagsOf(text).find(tag => !new RegExp(`^${LANGUAGE_TAG}$`).test(tag))
      if (wrong !== undefined)
        throw new OperatorError(
          `--languages: "${wrong}" is not a language; allowed: BCP 47 tags such as en, ko or zh-Hant`,
        )
    },
  },
  zone: {
    question: 'Time zone',
    check(text) {
      if (!isTimeZone(text))
        throw new OperatorError(`--zone "${text}" is not a time zone; allowed: IANA names such as Europe/London`)
    },
  },
  publisher: { question: 'Publisher', check() {} },
  contact: {
    question: 'E-mail or web address for corrections',
    check(text) {
      const { pattern, description } = TimelineSchema.properties.contact as unknown as {
        pattern: string
        description: string
      }
      if (text !== '' && !new RegExp(pattern).test(text))
        throw new OperatorError(`--contact "${text}" is invalid; allowed: ${description}`)
    },
  },
}

const tagsOf = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter(tag => tag !== ''))]

/** Takes the values of options, and asks for the rest unless `yes`. */
async function answersOf(name: string, given: Partial<Texts>, yes: boolean, terminal: Terminal): Promise<Answers> {
  const texts = await asking(terminal, async ask => {
    const texts: Partial<Texts> = {}
    for (const [key, { question, check }] of Object.entries(QUESTIONS) as [keyof Answers, Question][]) {
      const fallback = defaultOf(key, name, texts)
      const answer =
        given[key] ?? (yes ? fallback : await ask(`${question}${fallback === '' ? '' : ` [${fallback}]`}: `))
      if (answer === undefined) throw new OperatorError(`No answer: pass --${key}, or --yes for the defaults`)
      texts[key] = answer.trim() || fallback
      check(texts[key])
    }
    return texts as Texts
  })
  return { ...texts, languages: tagsOf(texts.languages) }
}

function defaultOf(key: keyof Answers, name: string, { title }: Partial<Texts>): string {
  if (key === 'title') return name
  if (key === 'languages') return 'en'
  if (key === 'zone') return Intl.DateTimeFormat().resolvedOptions().timeZone
  return key === 'publisher' ? title! : ''
}

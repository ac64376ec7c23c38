/** The files of a new timeline: an owner's whole repository. */
import cdk from '../../../cdk.json' with { type: 'json' }
import manifest from '../../../package.json' with { type: 'json' }
import { STACK_NAME } from '../../stack/settings.ts'
import { TEXTS, type Texts } from './texts.ts'

export interface Answers {
  title: string
  languages: string[]
  zone: string
  publisher: string
  /** Where corrections go; may be empty. */
  contact: string
}

export interface Given extends Answers {
  name: string
  namespace: string
  /** `YYYY-MM-DD`, in the zone. */
  today: string
  /** An instant. */
  now: string
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

/** A string of JSON is one of YAML. */
const quoted = (text: string): string => JSON.stringify(text)

/** A text in each language. English stands in where the interface has no words either. */
const inEach = ({ languages }: Answers, of: (texts: Texts) => string): string =>
  `{ ${languages.map(language => `${language}: ${quoted(of(TEXTS[language.split('-')[0]!] ?? TEXTS.en))}`).join(', ')} }`

/** Letters and digits of ASCII, as CloudFormation allows them in a name. */
function stackName(title: string): string {
  const words = title.normalize('NFD').match(/[A-Za-z0-9]+/g) ?? []
  const name = words
    .map(word => word[0]!.toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 60)
  return /^[A-Z]/.test(name) ? name : STACK_NAME
}

const SCHEMAS = 'node_modules/annals/schemas'

const timeline = (given: Given): string => `# yaml-language-server: $schema=../${SCHEMAS}/timeline.schema.json
# The settings of the timeline. npx annals check names every mistake and what is right.

# Texts are written in each language of the timeline. Where one is missing, another language is shown.
title: { ${given.languages[0]}: ${quoted(given.title)} }
description: ${inEach(given, texts => texts.description)}
# BCP 47 tags. The first is the default.
languages: [${given.languages.join(', ')}]
# The IANA time zone of the dates.
timeZone: ${given.zone}
# Where 29 February is marked in other years: feb-28, mar-01 or skip.
leapDay: feb-28
# All ids in feeds and calendars derive from it. Never change it once anyone has subscribed.
namespace: ${given.namespace}
# When the timeline first went public. Correct it before the first deployment.
published: "${given.now}"
# Shown at the foot of pages and in feeds.
publisher: { name: { ${given.languages[0]}: ${quoted(given.publisher)} } }
${given.contact === '' ? '# contact: corrections@example.org' : `contact: ${quoted(given.contact)}`}

# Each event has one category.
categories:
  about:
    name: ${inEach(given, texts => texts.category)}
    description: ${inEach(given, texts => texts.categoryDescription)}

# What events may also refer to, for example:
#   tags:
#     flood: { ${given.languages[0]}: Flood }
#   places:
#     mill: { name: { ${given.languages[0]}: The mill }, latitude: 51.5, longitude: -0.1 }
tags: {}
actors: {}
places: {}
units: {}
`

function events(given: Given): string {
  const [year, month] = given.today.split('-')
  const source = `  sources:
    - title: README
      publisher: ${quoted(given.publisher)}
      url: https://example.org/
      supports: ${inEach(given, texts => texts.supports)}
`
  const event = (
    id: string,
    date: string,
    significance: number,
    of: (texts: Texts) => readonly string[],
    status: string,
  ) => `
- id: ${id}
  date: "${date}"
  title: ${inEach(given, texts => of(texts)[0]!)}
  summary: ${inEach(given, texts => of(texts)[1]!)}
  category: about
  significance: ${significance}
  ${status}
${source}`
  return `# yaml-language-server: $schema=../../${SCHEMAS}/events.schema.json
# The events that begin in ${year}: one file for each year. These are examples.
${event('timeline-begins', given.today, 5, texts => texts.begun, 'status: confirmed')}${event('example-of-a-month', `${year}-${month}`, 2, texts => texts.month, 'status: confirmed')}${event(
  'example-of-a-claim',
  year!,
  1,
  texts => texts.claim,
  `status: claimed
  attribution: ${inEach(given, texts => texts.claim[2])}`,
)}`
}

const packageJson = ({ name, publisher }: Given): string =>
  json({
    name:
      name
        .toLowerCase()
        .replaceAll(/[^a-z0-9-]+/g, '-')
        .replaceAll(/^-+|-+$/g, '') || 'timeline',
    private: true,
    type: 'module',
    author: publisher,
    scripts: { start: 'annals start', check: 'annals check', deploy: 'annals deploy' },
    dependencies: { annals: `^${manifest.version}` },
    devDependencies: Object.fromEntries(
      (['aws-cdk', 'aws-cdk-lib', 'constructs'] as const).map(each => [each, manifest.devDependencies[each]]),
    ),
  })

const APP = `// The CDK app of this timeline. Its settings are in cdk.json; add your own constructs here.
import { TimelineStack } from 'annals/cdk'
import { App } from 'aws-cdk-lib'

const app = new App()
new TimelineStack(app, app.node.tryGetContext('stack'), { data: app.node.tryGetContext('data') })
`

const cdkJson = ({ title }: Given): string =>
  json({ ...cdk, app: 'node app.js', context: { stack: stackName(title), data: 'data', ...cdk.context } })

const CHECK = `name: Check
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm install
      - run: npx annals check
`

const DEPLOY = `# Deploys what is on main. It needs two variables of the repository: AWS_ROLE, the ARN of a role that trusts this repository by OIDC
# (https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services),
# and AWS_REGION. Without them, it does nothing.
name: Deploy
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  id-token: write
concurrency: deploy
jobs:
  deploy:
    if: vars.AWS_ROLE != ''
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: \${{ vars.AWS_ROLE }}
          aws-region: \${{ vars.AWS_REGION }}
      - run: npm install
      - run: npx annals deploy --yes
`

const readme = ({ title, publisher, contact }: Given): string => `# ${title}

A timeline by ${publisher}, made with [Annals](https://www.npmjs.com/package/annals).${contact === '' ? '' : ` Corrections: ${contact}`}

\`\`\`sh
npm install
npx annals start      # serves the timeline at http://localhost:3000
npx annals check      # names every mistake with its file and line
npx annals deploy     # deploys it to your AWS account
\`\`\`

The settings are in \`data/timeline.yaml\`, the events in \`data/events/YYYY.yaml\`. Replace the three examples:
\`npx annals add\` asks for one event, and \`npx annals import FILE\` takes a list. \`npx annals\` lists all commands.
\`npm update annals\` brings a newer version of the program; it never touches \`data/\`.
`

/** Contents by path. */
export const filesOf = (given: Given): Record<string, string> => ({
  'data/timeline.yaml': timeline(given),
  [`data/events/${given.today.slice(0, 4)}.yaml`]: events(given),
  'package.json': packageJson(given),
  'cdk.json': cdkJson(given),
  'app.js': APP,
  '.gitignore': 'node_modules/\ncdk.out/\n.annals/\n',
  'README.md': readme(given),
  '.github/workflows/check.yml': CHECK,
  '.github/workflows/deploy.yml': DEPLOY,
})

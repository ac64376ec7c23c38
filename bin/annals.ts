#!/usr/bin/env node
/** The command `annals`. */
import { annals } from '../lib/cli/annals.ts'
import { runProgram } from '../lib/cli/terminal.ts'

await runProgram(annals)

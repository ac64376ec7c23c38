/** The estimated cost of a deployment with the chosen settings, which the confirmation shows. */

/** A million requests of the dearest answer at the API's own address, as `docs/cost.md` computes it. A test compares the two. */
export const DEAREST_MILLION_USD = 25.5

const SECONDS_A_MONTH = 30 * 86_400

/** A web ACL with one rule, and each million requests that it looks at: https://aws.amazon.com/waf/pricing/ */
const WEB_ACL_USD = 6

/** Each million traces beyond the first 100,000 a month: https://aws.amazon.com/xray/pricing/ */
const TRACES_USD = 5

/** One line. @param settings as in the context of the CDK; @param requestsPerSecond where none is set */
export function costOf(settings: Record<string, unknown>, requestsPerSecond: number): string {
  const rate = Number(settings.requestsPerSecond ?? requestsPerSecond)
  const worst = Math.round((rate * SECONDS_A_MONTH * DEAREST_MILLION_USD) / 1e6)
  return [
    'idle almost nothing',
    settings.visitorLimit !== undefined && `${WEB_ACL_USD} USD a month for the web ACL and 0.60 for a million requests`,
    settings.tracing === 'true' && `${TRACES_USD} USD for a million traces`,
    `at worst, ${rate} requests a second for a month past CloudFront, about ${worst.toLocaleString('en-US')} USD`,
    settings.monthlyBudget === undefined
      ? 'nobody is told: set monthlyBudget and email'
      : `a mail at ${settings.monthlyBudget} USD`,
  ]
    .filter(Boolean)
    .join('; ')
}

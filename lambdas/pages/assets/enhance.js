/** What pages do besides, where there is JavaScript: arrow keys turn pages, buttons copy, and a field filters a list as one types. */

/** Arrow keys follow the links to the previous and the next page, unless they have something else to do where the focus is. */
const RELATIONS = { ArrowLeft: 'prev', ArrowRight: 'next' }

addEventListener('keydown', event => {
  const relation = RELATIONS[event.key]
  const isTaken = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented
  if (!relation || isTaken || event.target.closest('input, select, textarea, [tabindex="0"]')) return
  document.querySelector(`main a[rel~="${relation}"]`)?.click()
})

/** The label of a copy button tells for a while that it was done; the button is live, so that screen readers say so too. */
for (const button of document.querySelectorAll('[data-copy]')) {
  const label = button.firstChild
  const copy = label.data
  // Without a secure origin there is no clipboard.
  if (!navigator.clipboard) break
  button.hidden = false
  button.setAttribute('aria-live', 'polite')
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    label.data = button.dataset.copied
    setTimeout(() => {
      label.data = copy
    }, 2000)
  })
}

const folded = text => text.normalize('NFKC').toLowerCase()

/** A filter shows the items of a list that have every word in it. */
for (const input of document.querySelectorAll('[data-filter]')) {
  const frame = input.closest('[hidden]')
  const output = frame.querySelector('[data-count]')
  const items = [...document.getElementById(input.dataset.filter).children].map(item => ({
    item,
    text: folded(item.textContent),
  }))
  const apply = () => {
    const words = folded(input.value).split(/\s+/)
    for (const { item, text } of items) item.hidden = !words.every(word => text.includes(word))
    const shown = items.filter(({ item }) => !item.hidden).length
    output.textContent = output.dataset.count.replace('{shown}', shown).replace('{total}', items.length)
  }
  frame.hidden = false
  input.addEventListener('input', apply)
  // A browser that goes back fills in what was typed.
  apply()
}

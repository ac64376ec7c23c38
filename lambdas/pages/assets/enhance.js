/** Optional JavaScript of the pages: arrow keys turn pages, and buttons copy URLs. */

/** Arrow keys follow the links to the previous and next page, unless the focused element uses them. */
const RELATIONS = { ArrowLeft: 'prev', ArrowRight: 'next' }

addEventListener('keydown', event => {
  const relation = RELATIONS[event.key]
  const isTaken = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented
  if (!relation || isTaken || event.target.closest('input, select, textarea, [tabindex="0"]')) return
  document.querySelector(`main a[rel~="${relation}"]`)?.click()
})

/** A copy button briefly confirms in its label. It is a live region, so that screen readers announce the change. */
for (const button of document.querySelectorAll('[data-copy]')) {
  const label = button.firstChild
  const copy = label.data
  // Browsers offer the clipboard only to secure origins.
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

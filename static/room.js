// A presenter's remote and the arrows go on and back, as the buttons do; Escape leaves.
const go = (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('summary, a, button')) {
    if (event.key === ' ' || event.key === 'Enter') return;
  }
  const target = {
    ArrowRight: '[rel=next], .room-moves button', PageDown: '[rel=next], .room-moves button',
    ' ': '[rel=next], .room-moves button',
    ArrowLeft: '[rel=prev]', PageUp: '[rel=prev]', Escape: 'footer span a',
  }[event.key];
  const found = target && document.querySelector(target);
  if (!found || event.repeat) return;
  event.preventDefault();
  found.click();
};
addEventListener('keydown', go);

// What is wrong with the page as it is laid out now on a screen of arguments[0] pixels, by kind; an
// empty list is well.
const wrong = {wide: [], cut: [], texts: [], small: [], labels: [], sight: [], reason: [],
               fences: [], blank: [], halfEmpty: [], facts: [], broken: [], ground: []};
const seen = element => element.checkVisibility({contentVisibilityAuto: true})
    && element.getBoundingClientRect().width > 0;
const name = element => element.tagName.toLowerCase()
    + (element.getAttribute('class') ? '.' + element.getAttribute('class') : '')
    + ' "' + element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40) + '"';
const all = selector => [...document.querySelectorAll(selector)].filter(seen);
const width = arguments[0];
document.querySelectorAll('details').forEach(details => details.open = true);

if (document.documentElement.scrollWidth > width) {
  wrong.wide.push('the page is ' + document.documentElement.scrollWidth + ' wide');
}
for (const element of all('body *')) {
  const box = element.getBoundingClientRect();
  if (box.right > width + 0.5 || box.left < -0.5) {
    wrong.wide.push(name(element) + ' from ' + box.left + ' to ' + box.right);
  }
  if (getComputedStyle(element).overflowX !== 'visible' && !element.closest('svg')
      && element.scrollWidth > element.clientWidth + 1) {
    wrong.cut.push(name(element) + ' holds ' + element.scrollWidth + ' in ' + element.clientWidth);
  }
}

for (const svg of all('figure svg')) {
  const box = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map(text => [text, text.getBoundingClientRect()]);
  texts.forEach(([text, at], i) => {
    if (at.left < box.left - 0.5 || at.right > box.right + 0.5 || at.top < box.top - 0.5
        || at.bottom > box.bottom + 0.5) {
      wrong.texts.push(name(text) + ' leaves its picture: ' + at.left + ' to ' + at.right);
    }
    texts.slice(i + 1).forEach(([other, there]) => {
      const x = Math.min(at.right, there.right) - Math.max(at.left, there.left);
      const y = Math.min(at.bottom, there.bottom) - Math.max(at.top, there.top);
      if (x > 0.5 && y > 0.5) wrong.texts.push(name(text) + ' over ' + name(other));
    });
    const scale = text.getScreenCTM().a;
    const size = parseFloat(getComputedStyle(text).fontSize) * scale;
    if (size < 8) wrong.small.push(name(text) + ' is ' + size + ' px');
  });
  const axis = svg.querySelector('path.axis').getBoundingClientRect();
  if (axis.width < 0.6 * Math.min(width, box.width)) {
    wrong.labels.push('labels leave ' + axis.width + ' of ' + width);
  }
}
const first = all('figure svg')[0];
if (first) {
  const marks = [...first.querySelectorAll('text')].map(text => text.textContent);
  const again = [...first.querySelectorAll('text')]
      .find(text => /^(first write|both good) again/.test(text.textContent));
  if (document.querySelector('header .why') === null && document.querySelector('data.big')
      && !again) {
    wrong.sight.push('no mark of the first write again in ' + marks);
  }
  if (document.querySelector('data.big') && !marks.some(text => text.startsWith('in effect'))) {
    wrong.sight.push('no mark of the time in effect in ' + marks);
  }
  if (again && again.getBoundingClientRect().right > width) {
    wrong.sight.push('the first write again is out of sight');
  }
}

const sizeOf = element => parseFloat(getComputedStyle(element).fontSize);
const reason = document.querySelector('header .why');
if (reason && sizeOf(reason) < sizeOf(document.querySelector('header .verdict'))) {
  wrong.reason.push(name(reason) + ' is ' + sizeOf(reason) + ' px');
}

// A proof may begin as another one does; then it is told within that one too.
const proofs = new Set([...document.querySelectorAll('main pre')]
    .map(pre => pre.textContent.replace(/^[^:]+ fenced in [^:]+: /, '')));
for (const proof of proofs) {
  const times = document.querySelector('main').textContent.split(proof).length - 1;
  const within = [...proofs].filter(other => other.includes(proof)).length;
  if (times > within) wrong.fences.push(times + ' times: ' + proof.slice(0, 60));
}

const textsOf = element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
  return nodes;
};
const boxesOf = (node, from, to) => {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()];
};
// Where the text that is in sight ends, or the picture.
const bottomOf = element => Math.max(0,
    ...textsOf(element).flatMap(node => boxesOf(node, 0, node.length))
        .concat([...element.querySelectorAll('svg')].map(svg => svg.getBoundingClientRect()))
        .filter(box => box.width > 0 && box.right < width + 1).map(box => box.bottom));
for (const row of all('table tbody tr')) {
  const blank = row.getBoundingClientRect().bottom - bottomOf(row);
  if (blank > 24) wrong.blank.push(name(row) + ' ends in ' + blank + ' px of nothing');
}
for (const card of all('.card')) {
  const box = card.getBoundingClientRect();
  const blank = (box.bottom - bottomOf(card)) / box.height;
  if (blank > 0.3) wrong.halfEmpty.push(name(card) + ' is empty by ' + blank);
}

for (const fact of all('.facts dd')) {
  if (/mono/i.test(getComputedStyle(fact).fontFamily)) wrong.facts.push(name(fact));
}
for (const element of all('h1, h2, h3, dt, dd, th, .badge, summary')) {
  for (const node of textsOf(element)) {
    for (const word of node.data.matchAll(/\S+/g)) {
      const boxes = boxesOf(node, word.index, word.index + word[0].length);
      const lines = new Set(boxes.map(box => Math.round(box.top)));
      if (lines.size > 1 && !/[-–/]/.test(word[0])) wrong.broken.push(word[0]);
    }
  }
}

const dark = matchMedia('(prefers-color-scheme: dark)').matches && !matchMedia('print').matches;
const ground = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
if (dark !== ground[0] < 128) wrong.ground.push('the ground is rgb ' + ground);
return wrong;

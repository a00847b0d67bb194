// The drawings: one function each, which turns points into an element.
import * as Plot from '@observablehq/plot';
import type { Point } from './query';

const OTHERS = 'others';
const DISADVANTAGED = 'disadvantaged';
const COLOURS = { domain: [OTHERS, DISADVANTAGED], range: ['var(--accent)', 'var(--second)'] };

const group = (point: Point) => (point.labels[1] === 'Yes' ? DISADVANTAGED : OTHERS);
const short = (label: string) => label.replace(/ (Church of England )?(Primary |High )?(Academy|School)$/, '');
/** `TEACHING_ASSISTANT` as words; the name of a school without `Academy` or `School`. */
const named = (label: string) =>
  /^[A-Z_]+$/.test(label) ? (label[0] + label.slice(1).toLowerCase()).replaceAll('_', ' ') : short(label);

/** Horizontal bars, the longest first. */
export function bars(points: Point[], width: number, unit: string, fill = 'var(--accent)') {
  const rows = points.map(point => ({ label: named(point.labels[0]), value: point.value }));
  return Plot.plot({
    width,
    height: 26 * rows.length + 50,
    marginLeft: 130,
    marginRight: 46,
    x: { label: unit, grid: true },
    y: { label: null },
    marks: [
      Plot.barX(rows, { x: 'value', y: 'label', sort: { y: '-x' }, fill }),
      Plot.text(rows, { x: 'value', y: 'label', text: row => row.value!.toLocaleString('en-GB'), dx: 4, textAnchor: 'start' }),
      Plot.ruleX([0]),
    ],
  });
}

/** Two groups of each school on one line: the line between them shows the gap. */
export function gaps(points: Point[], width: number) {
  const rows = points.map(point => ({ school: short(point.labels[0]), value: point.value, group: group(point), of: point.of }));
  return Plot.plot({
    width,
    height: 26 * new Set(rows.map(row => row.school)).size + 60,
    marginLeft: 130,
    x: { label: '% at expected or above', domain: [0, 100], grid: true },
    y: { label: null },
    color: COLOURS,
    marks: [
      Plot.ruleY(
        rows,
        Plot.groupY({ x1: 'min', x2: 'max' }, { x: 'value', y: 'school', stroke: 'var(--line)', strokeWidth: 3 }),
      ),
      Plot.dot(rows, { x: 'value', y: 'school', fill: 'group', r: 6, title: row => `${row.value} % of ${row.of}`, tip: true }),
    ],
  });
}

/** A line for each group over the assessment points. */
export function lines(points: Point[], width: number) {
  const rows = points.map(point => ({ point: point.labels[0], value: point.value, group: group(point) }));
  return Plot.plot({
    width,
    height: 260,
    marginLeft: 40,
    x: { label: null, domain: [...new Set(rows.map(row => row.point))] },
    y: { label: '% at expected or above', domain: [0, 100], grid: true },
    color: COLOURS,
    marks: [
      Plot.line(rows, { x: 'point', y: 'value', stroke: 'group', strokeWidth: 2.5 }),
      Plot.dot(rows, { x: 'point', y: 'value', fill: 'group', r: 4, tip: true }),
    ],
  });
}

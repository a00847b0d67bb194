// A figure: its title, the drawing, how many values are withheld, and the numbers as a table for
// readers who prefer numbers or cannot see the drawing.
import { useEffect, useRef, type ReactNode } from 'react';
import type { Point } from './query';

/** The least width: labels need it, and before the page is laid out the width is 0. */
const NARROWEST = 320;

type Props = {
  title: string;
  unit: string;
  headings: string[];
  points: Point[] | string;
  draw: (points: Point[], width: number) => Element;
  children?: ReactNode;
};

export function Figure({ title, unit, headings, points, draw, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = place.current;
    if (!box || typeof points === 'string') {
      return;
    }
    const render = () => box.replaceChildren(draw(points.filter(point => point.value !== null), Math.max(box.clientWidth, NARROWEST)));
    render();
    const observer = new ResizeObserver(render);
    observer.observe(box);
    return () => observer.disconnect();
  }, [points, draw]);

  if (typeof points === 'string') {
    return (
      <figure>
        <h2>{title}</h2>
        <p className="refused">{points}</p>
      </figure>
    );
  }
  const withheld = points.filter(point => point.suppressed).length;
  return (
    <figure>
      <h2>{title}</h2>
      {children}
      <div className="drawing" ref={place} role="img" aria-label={`${title}, ${unit}. The numbers are in the table below.`} />
      {withheld > 0 && <p className="withheld">{withheld} withheld: the groups are too small to publish.</p>}
      <details>
        <summary>Numbers</summary>
        <table>
          <thead>
            <tr>
              {headings.map(heading => (
                <th key={heading}>{heading}</th>
              ))}
              <th>{unit}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ labels, value, suppressed }) => (
              <tr key={labels.join(' / ')}>
                {labels.map((label, index) => (
                  <td key={index}>{label}</td>
                ))}
                <td>{suppressed ? 'withheld' : (value ?? '–')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

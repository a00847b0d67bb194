// The page's one operation and the types of its answer. Every figure is a measure, and all
// measures have the same shape, so `points` reads any of them.
import { authorization, renewIfStale } from '../session';

export const QUERY = `query Dashboard($subject: [String!]) {
  roll(by: [SCHOOL]) { ...R }
  attainment(by: [SCHOOL, PUPIL_PREMIUM], where: { subject: $subject }) { ...A }
  trend: attainment(by: [POINT, PUPIL_PREMIUM], where: { subject: $subject }) { ...A }
  staffing(by: [ROLE_CATEGORY]) { rows { dimensions { label } fte { value suppressed } } }
  budgetTotals(by: [SCHOOL]) { rows { dimensions { label } staffCostShareOfIncome { value suppressed } } }
}
fragment R on Roll { rows { dimensions { label } pupils { value suppressed } } }
fragment A on Attainment { rows { dimensions { label } atExpectedOrAbove { value numerator denominator suppressed } } }`;

export type Measure = { value: number | null; numerator?: number; denominator?: number; suppressed: boolean };

type Row = { dimensions: { label: string }[] } & Record<string, Measure>;

export type Panel = { rows: Row[] } | null;

export type Answer = {
  data: Record<string, Panel> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
  extensions?: { cost?: { requested: number; statements: number } };
  stages: string | null;
};

/** One point of a figure. */
export type Point = { labels: string[]; value: number | null; suppressed: boolean; of?: number };

export async function ask(endpoint: string, subject: string): Promise<Answer> {
  await renewIfStale();
  const token = authorization();
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: token } : {}) },
    body: JSON.stringify({ query: QUERY, variables: { subject: [subject] }, extensions: { cost: true } }),
  });
  return { ...(await response.json()), stages: response.headers.get('server-timing') };
}

/** The points of a panel for one of its measures, or the reason why there are none. */
export function points(answer: Answer, panel: string, measure: string): Point[] | string {
  const found = answer.data?.[panel];
  if (!found) {
    const error = answer.errors?.find(({ path }) => !path || path[0] === panel);
    return error?.message ?? 'The answer holds no data for this figure.';
  }
  return found.rows.map(row => ({
    labels: row.dimensions.map(({ label }) => label),
    value: row[measure]?.value ?? null,
    suppressed: row[measure]?.suppressed ?? false,
    of: row[measure]?.denominator,
  }));
}

import { expect, test } from 'vitest';
import { calibration, calibrationPicture } from '#engine/index.ts';
import { sampleCalibration } from '#test/support/sample-picture.ts';

test('every point lies within the picture, with its interval around it', () => {
  const { points } = sampleCalibration();
  expect(points.length).toBeGreaterThan(4);
  for (const { told, came, low, high, weight } of points) {
    for (const share of [told, came, low, high, weight]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect([low, came, high]).toEqual([low, came, high].toSorted((a, b) => a - b));
  }
});

test('what was told and came alike lies on the diagonal', () => {
  const told = [0.4, 0.6, 0.8].map((forecastRatio) => ({ forecastRatio, wins: forecastRatio * 1e4, n: 1e4 }));
  const { points } = pictureOf(told);
  expect(points).toHaveLength(3);
  for (const point of points) expect(point.told).toBeCloseTo(point.came, 9);
});

test('a handful of cycles is no point', () => {
  expect(pictureOf([{ forecastRatio: 0.9, wins: 29, n: 29 }]).points).toEqual([]);
  expect(pictureOf([{ forecastRatio: 0.9, wins: 30, n: 30 }]).points).toHaveLength(1);
});

test('both axes go from tenth to tenth around what there is', () => {
  const { ticks } = pictureOf([{ forecastRatio: 0.87, wins: 8_600, n: 10_000 }]);
  expect(ticks.map(({ label }) => label)).toEqual(['80%', '85%', '90%']);
  expect(ticks.map(({ at }) => at)).toEqual([0, 0.5, 1]);
});

test('rates of 0 and 1 have their place, and nothing at all does too', () => {
  const { ticks, points } = pictureOf([
    { forecastRatio: 0, wins: 0, n: 100 },
    { forecastRatio: 1, wins: 100, n: 100 },
  ]);
  expect(points.map(({ told, came }) => [told, came])).toEqual([
    [0, 0],
    [1, 1],
  ]);
  expect([ticks[0]?.label, ticks.at(-1)?.label]).toEqual(['0%', '100%']);
  expect(pictureOf([]).ticks.length).toBeGreaterThan(1);
});

function pictureOf(told: Parameters<typeof calibration>[0]) {
  const { points: _points, ticks: _ticks, kind: _kind, ...words } = sampleCalibration();
  return calibrationPicture(calibration(told, { bins: 40 }), {
    ...words,
    percent: (ratio) => `${Math.round(100 * ratio)}%`,
  });
}

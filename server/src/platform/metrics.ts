import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  observe(operation: string, status: number, seconds: number): void;
}

/** Prometheus metrics: time per operation and status, database connections, mail that waits, and Node's own. */
export function createMetrics(gauges: { readonly connections: () => number; readonly waiting: () => number }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'banfei_operation_seconds',
    help: 'Time from request to answer by operation',
    labelNames: ['operation'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const answers = new Counter({
    name: 'banfei_answers_total',
    help: 'Answers by operation and status',
    labelNames: ['operation', 'status'],
    registers: [registry],
  });
  new Gauge({
    name: 'banfei_database_connections',
    help: 'Open connections of this process',
    registers: [registry],
    collect() {
      this.set(gauges.connections());
    },
  });
  new Gauge({
    name: 'banfei_database_waiting',
    help: 'Requests of this process that wait for a connection',
    registers: [registry],
    collect() {
      this.set(gauges.waiting());
    },
  });
  return {
    registry,
    observe(operation, status, took) {
      seconds.observe({ operation }, took);
      answers.inc({ operation, status: String(status) });
    },
  };
}

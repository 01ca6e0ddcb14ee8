import type { Role } from '@banfei/contracts';
import type { Static, TSchema } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Intention, Reply } from './idempotency.ts';
import type { Principal } from './principal.ts';

/**
 * Who may call an operation. `object` says in one sentence which objects a caller reaches; it is published as `x-authz`
 * in OpenAPI. The roles are checked at the edge, the object in the use case, again on every secondary read.
 */
export type Authorization =
  | { readonly public: true; readonly object: string }
  | { readonly roles: readonly Role[]; readonly object: string };

export interface OperationSchema {
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly response: TSchema;
}

type Part<Schema, Key extends string> = Schema extends { readonly [K in Key]: infer Value extends TSchema }
  ? Static<Value>
  : undefined;

/** What a handler receives: validated input, the principal from the session, the time, and the raw exchange for streams. */
export interface Call<Schema extends OperationSchema, Who> {
  readonly params: Part<Schema, 'params'>;
  readonly query: Part<Schema, 'query'>;
  readonly body: Part<Schema, 'body'>;
  readonly principal: Who;
  /** District of the session, or of the host for public operations. */
  readonly districtId: number;
  readonly now: number;
  /** Present on unsafe methods. */
  readonly intention: Intention;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Body of a handler that has already sent its answer itself: files and event streams. */
export const SENT = Symbol('sent');

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly authz: Authorization;
  readonly schema: OperationSchema;
  readonly status: number;
  readonly multipart: boolean;
  readonly handle: (call: Call<OperationSchema, Principal | null>) => Promise<Reply | typeof SENT>;
}

interface Definition<Schema extends OperationSchema, Who> {
  readonly method: Operation['method'];
  readonly path: string;
  readonly summary: string;
  readonly schema: Schema;
  /** Status of success; 200 unless said. */
  readonly status?: number;
  readonly multipart?: boolean;
  readonly handle: (call: Call<Schema, Who>) => Promise<Reply | typeof SENT>;
}

/** An operation for signed-in accounts of the named roles. */
export function operation<const Schema extends OperationSchema>(
  authz: Extract<Authorization, { roles: unknown }>,
  definition: Definition<Schema, Principal>,
): Operation {
  // The edge validates against this very schema before it calls, which is what makes the narrower types true.
  return {
    status: 200,
    multipart: false,
    ...definition,
    authz,
    handle: definition.handle as unknown as Operation['handle'],
  };
}

/** An operation that needs no account; `object` says why that is right. */
export function publicOperation<const Schema extends OperationSchema>(
  authz: Extract<Authorization, { public: true }>,
  definition: Definition<Schema, Principal | null>,
): Operation {
  return {
    status: 200,
    multipart: false,
    ...definition,
    authz,
    handle: definition.handle as unknown as Operation['handle'],
  }; // as above
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });

with ids as materialized (select gen_random_uuid() as id, clock_timestamp() as at, random() as r),
m as (
  insert into matters (district_id, id, number, query_code, firm_id, site_id, area_number, channel, category, title, body, place,
    contact_name, contact_phone, raised_by, supervisor_id, calendar_version, policy_version, state, outcome, version, owner_post_id,
    owner_officer_id, opened_at, closed_at, responded_at, contacted_at, respond_due_at, contact_due_at, resolve_due_at, resolved_at,
    proposed_at, needs_arbiter, grade)
  select 1, id, 'PB-' || id, '123456', '{firm}'::uuid, null, 1, 'web', 'park.lift', '货梯停了三天，样机出不了货', '{text}', '互联网村 7 幢',
    '', '', '{account}'::uuid, '{supervisor}'::uuid, 'cn-2026', '2026-1', 'registered', null, 1, '{post}'::uuid,
    '{officer}'::uuid, at, null, null, null, at + interval '2 hours', at + interval '1 day', at + interval '5 days', null,
    null, false, null from ids),
e as (
  insert into matter_events (district_id, matter_id, seq, at, type, internal, actor_kind, actor_post_id, actor_account_id, salt, payload)
  select 1, id, 1, at, 'raised', false, 'company', null, '{account}'::uuid, uuid_send(id),
    jsonb_build_object('channel', 'web', 'owner', jsonb_build_object('postId', '{post}', 'officerId', '{officer}'), 'supervisorPostId', '{supervisor}',
      'number', id, 'firmId', '{firm}', 'siteId', null, 'areaNumber', 1, 'category', 'park.lift', 'text', '{text}', 'place', '互联网村 7 幢',
      'calendarVersion', 'cn-2026', 'policyVersion', '2026-1') from ids),
t as (
  insert into tenures (district_id, matter_id, post_id, officer_id, during)
  select 1, id, '{post}'::uuid, '{officer}'::uuid, tstzrange(at, null) from ids),
l as (
  insert into leaves (district_id, subject, subject_id, seq, at, hash)
  select 1, 'matter', id, 1, at, sha256(uuid_send(id)) from ids),
o as (
  insert into outbox (district_id, id, topic, payload, created_at)
  select 1, gen_random_uuid(), 'matter', jsonb_build_object('matterId', id, 'number', id, 'version', 1, 'firmId', '{firm}'), at from ids)
insert into idempotency_keys (district_id, principal, route, key, fingerprint, status, body, created_at)
select 1, '{account}'::uuid, 'POST /api/matters', id::text, sha256(uuid_send(id)), 201,
  jsonb_build_object('number', id, 'queryCode', '123456', 'raisedAt', at, 'owner', jsonb_build_object('id', '{post}', 'code', 'TEAM1', 'kind', 'team',
    'name', jsonb_build_object('zh', 'team1 岗（演示）', 'en', 'team1 post (demo)'), 'phone', '0571-0000 0100', 'deputy', jsonb_build_object('zh', '副岗', 'en', 'deputy'),
    'deputyPhone', '0571-0000 0101', 'hours', '8:30–17:30', 'areaNumber', 1), 'promises', jsonb_build_object('respondBy', at, 'contactBy', at, 'resolveBy', at, 'calendarIncomplete', false)), at from ids;

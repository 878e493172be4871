import { type Kysely, sql } from 'kysely';

/** A person may link several accounts at the broker, one of them in use; each tells when and where it was linked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table broker_link
      drop constraint broker_link_pkey,
      add column id bigint generated always as identity primary key,
      add column is_current boolean not null default true,
      add column linked_by text not null default 'password' check (linked_by in ('password', 'oauth')),
      add column linked_device text,
      add column linked_address text,
      add constraint broker_link_account unique (telegram_id, broker_user_id)`.execute(db);
  // Every question asks for the account in use; it also keeps a second one from being in use.
  await sql`create unique index broker_link_current on broker_link (telegram_id) where is_current`.execute(db);
  // Few and short-lived, so every look is a scan.
  await sql`
    create table ended_session (
      id bigint generated always as identity primary key,
      telegram_id bigint not null references person on delete cascade,
      sealed_token text not null,
      ended_at timestamptz not null default now(),
      not_before timestamptz not null default now()
    )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table ended_session`.execute(db);
  await sql`delete from broker_link where not is_current`.execute(db);
  await sql`drop index broker_link_current`.execute(db);
  await sql`
    alter table broker_link
      drop constraint broker_link_account,
      drop column id,
      drop column is_current,
      drop column linked_by,
      drop column linked_device,
      drop column linked_address,
      add primary key (telegram_id)`.execute(db);
}

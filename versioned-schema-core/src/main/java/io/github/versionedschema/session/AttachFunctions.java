package io.github.versionedschema.session;

import java.util.List;

import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.postgres.AdvisoryLock;
import io.github.versionedschema.postgres.CurrentDatabase;

/**
 * Defines the SQL functions with which a session attaches to a version. They read the
 * table {@code versioned_schema.version}.
 * <p>
 * {@code versioned_schema.attach(version, base)} succeeds if the version is live and its
 * schema is the caller's current schema. It takes a shared advisory lock in the session,
 * which shows that the session uses the version. It returns the process ID of the server
 * process, with which a client detects a pooler. Otherwise it raises an
 * {@link AttachRefusal} error and takes no lock.
 */
public final class AttachFunctions {

	/**
	 * Runs with its owner's privileges, so that the journal's tables remain private.
	 */
	private static final String LOOK_UP = """
			create or replace function versioned_schema.version_to_attach(version text, base text,
				out id int, out schema_name text, out state text, out live text)
			language plpgsql volatile security definer set search_path to pg_catalog, pg_temp
			as $function$
			#variable_conflict use_column
			begin
				if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
					if current_setting('transaction_read_only') = 'on' then
						raise exception 'cannot attach in a read-only transaction of isolation level %',
								current_setting('transaction_isolation')
							using errcode = 'VS005', hint = 'Attach in a transaction of isolation level read committed.';
					end if;
					-- The snapshot may be older than a retirement: the lock on the row fails then.
					-- It is given back at once, or this transaction would keep the version from
					-- being retired for as long as it is open.
					begin
						perform from versioned_schema.version v
							where v.base_schema = $2 and v.name = $1 for share;
						raise exception using errcode = 'VS000';
					exception when sqlstate 'VS000' then
						null;
					end;
				end if;
				select v.id, v.schema_name, case when v.state = 'retired' and exists (
						select from versioned_schema.run r where r.base_schema = $2 and r.from_version = $1
							and %KEPT%) and not exists (
						select from versioned_schema.run r where r.base_schema = $2
							and coalesce(r.chain_phase, r.phase) = 'completing') then 'kept'
						when v.state = 'retired' and exists (
							select from versioned_schema.run r where r.base_schema = $2 and r.from_version = $1
								and coalesce(r.chain_phase, r.phase) not in ('completed', 'aborted')) then 'leaving'
						else v.state end
					into id, schema_name, state
					from versioned_schema.version v where v.base_schema = $2 and v.name = $1;
				select string_agg('"' || v.name || '"', ', ' order by v.id) into live
					from versioned_schema.version v where v.base_schema = $2 and v.state = 'live';
			end
			$function$
			""";

	/**
	 * Runs with the caller's privileges and search path, which it has to check. The state
	 * must be read under the lock, as the gate changes it while it holds that lock
	 * exclusively.
	 */
	private static final String ATTACH = """
			create or replace function versioned_schema.attach(version text, base text default 'public')
			returns int language plpgsql volatile
			as $function$
			declare
				here pg_catalog.name := pg_catalog.current_schema();
				wanted record;
				locked boolean := false;
				holder record;
				detail text;
				hint text;
			begin
				select * into wanted from versioned_schema.version_to_attach($1, $2);
				if wanted.state = 'live' then
					if here is distinct from wanted.schema_name::pg_catalog.name then
						if pg_catalog.to_regnamespace(pg_catalog.quote_ident(wanted.schema_name)) is null then
							detail := pg_catalog.format('Schema %I does not exist.', wanted.schema_name);
							hint := 'Something dropped it. It is empty while no migration is under way: create it again.';
						elsif not pg_catalog.has_schema_privilege(wanted.schema_name, 'USAGE') then
							detail := pg_catalog.format('Role %I has no USAGE on schema %I.', current_user,
								wanted.schema_name);
							hint := pg_catalog.format('GRANT USAGE ON SCHEMA %I TO %I', wanted.schema_name, current_user);
						else
							detail := 'search_path is: ' || pg_catalog.current_setting('search_path');
							hint := pg_catalog.format('Connect with search_path set to %I, %I; nothing may stand in front.',
								wanted.schema_name, $2);
						end if;
						raise exception 'this session would not see version "%" of schema "%": its current schema is %, not "%"',
								$1, $2, coalesce('"' || here::pg_catalog.text || '"', 'none'), wanted.schema_name
							using errcode = 'VS003', detail = detail, hint = hint;
					end if;
					locked := pg_catalog.pg_try_advisory_lock_shared(%CLASS%, wanted.id);
					if not locked then
						select l.pid, a.usename, a.application_name into holder
							from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid
							where l.locktype = 'advisory' and l.classid = %CLASS% and l.objsubid = 2
								and l.objid = wanted.id::pg_catalog.oid and l.mode = 'ExclusiveLock' and l.granted
								and l.database = %DATABASE%
							limit 1;
						raise exception 'version "%" of schema "%" is closed at this moment', $1, $2
							using errcode = 'VS004', detail = 'It is about to be retired or undone'
									|| coalesce(' by pid ' || holder.pid::pg_catalog.text || ' (role '
										|| pg_catalog.quote_ident(holder.usename) || ', application '
										|| holder.application_name || ')', '') || '.',
								hint = pg_catalog.format('Try again. Live versions: %s.', wanted.live)
									|| coalesce(' Where that session is no leader, an operator ends it:'
										|| ' SELECT pg_terminate_backend(' || holder.pid::pg_catalog.text || ').', '');
					end if;
					select * into wanted from versioned_schema.version_to_attach($1, $2);
					if wanted.state = 'live' then
						return pg_catalog.pg_backend_pid();
					end if;
					perform pg_catalog.pg_advisory_unlock_shared(%CLASS%, wanted.id);
				end if;
				if wanted.state = 'kept' then
					raise exception 'version "%" of schema "%" was retired', $1, $2
						using errcode = 'VS002', detail = 'Everything that it needs is kept.',
							hint = pg_catalog.format('Deploy a release for a live version: %s. Or revert, which makes this version live again.',
								wanted.live);
				end if;
				if wanted.state in ('retired', 'leaving') then
					raise exception 'version "%" of schema "%" was retired and can never be used again', $1, $2
						using errcode = 'VS002', detail = case wanted.state when 'leaving'
									then 'Its old columns and tables are being removed.'
									else 'Its old columns and tables are gone.' end,
							hint = pg_catalog.format('Deploy a release for a live version: %s.', wanted.live);
				end if;
				raise exception 'version "%" of schema "%" is not live', $1, $2
					using errcode = 'VS001',
						detail = case when wanted.state is null then 'No such version is known here.'
							else 'It is being prepared or undone.' end,
						hint = coalesce('Wait for its migrations, or deploy a release for a live version: '
							|| wanted.live || '.', 'Wait for its migrations.');
			end
			$function$
			""";

	private AttachFunctions() {
	}

	/**
	 * Returns the statements that install or update the functions. They must run in the
	 * transaction that installs the journal's tables, after the tables are created.
	 * @return the statements, in order
	 */
	public static List<String> statements() {
		return List
			.of(LOOK_UP.replace("%KEPT%", RunRow.KEPT),
					ATTACH.replace("%CLASS%", Integer.toString(AdvisoryLock.CLASS))
						.replace("%DATABASE%", CurrentDatabase.OID),
					"grant usage on schema versioned_schema to public", """
							grant execute on function versioned_schema.attach(text, text),
								versioned_schema.version_to_attach(text, text) to public
							""");
	}

}

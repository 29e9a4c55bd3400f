package io.github.versionedschema.journal.install;

import java.util.List;

import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.lock.LockLadder;
import io.github.versionedschema.lock.LockedTransaction;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Step;

/**
 * Installs the tables of the journal. The leader does this in one transaction before its
 * first change. Installing again changes nothing.
 */
public final class JournalInstallation {

	/**
	 * Must be incremented with every change of the statements, so that they run again. An
	 * older release does not change the installation of a newer one.
	 */
	private static final int FORMAT = 7;

	private static final Step UPGRADE = new Step("journal", Phase.EXPAND, "upgrade the journal", null,
			new Action.Transaction(List.of(), List.of()), "ACCESS EXCLUSIVE on versioned_schema.run", false, false,
			List.of(), List.of());

	/**
	 * The column {@code start_xid} is for older releases, which rely on it. If the
	 * version before a run is kept, the run remains {@code expanded}, and that version
	 * {@code retired}, as older releases know no other states. They also expect at most
	 * one run that is not finished, and would complete or abort it alone: if there are
	 * several, all have their phase in {@code chain_phase}, and {@code completed} in
	 * {@code phase}.
	 */
	private static final String TABLES = """
			comment on schema versioned_schema is 'Journal of versioned-schema, and its functions';

			create table if not exists versioned_schema.installation (
				format int primary key,
				installed_at timestamptz not null default now()
			);

			create table if not exists versioned_schema.version (
				id int generated always as identity primary key,
				base_schema text not null,
				name text not null,
				schema_name text not null,
				state text not null check (state in ('preparing', 'live', 'retired')),
				created_at timestamptz not null default now(),
				live_at timestamptz,
				retired_at timestamptz,
				unique (base_schema, name)
			);

			create table if not exists versioned_schema.run (
				id bigint generated always as identity primary key,
				base_schema text not null,
				phase text not null check (phase in
					('expanding', 'expanded', 'completing', 'completed', 'aborting', 'aborted')),
				from_version text,
				to_version text not null,
				bootstrap boolean not null,
				plan jsonb not null,
				forced text,
				error text,
				host text not null,
				started_at timestamptz not null default now(),
				changed_at timestamptz not null default now()
			);
			create unique index if not exists run_unfinished on versioned_schema.run (base_schema)
				where phase not in ('completed', 'aborted');

			create table if not exists versioned_schema.migration (
				id bigint generated always as identity primary key,
				base_schema text not null,
				name text not null,
				version text not null,
				checksum text not null,
				ordinal int not null,
				state text not null check (state in
					('expanding', 'expanded', 'completing', 'completed', 'aborting')),
				run bigint references versioned_schema.run,
				host text not null,
				application_version text,
				started_at timestamptz not null default now(),
				finished_at timestamptz,
				unique (base_schema, name),
				unique (base_schema, ordinal)
			);

			create table if not exists versioned_schema.step (
				run bigint not null references versioned_schema.run,
				step_id text not null,
				ordinal int not null,
				state text not null check (state in ('started', 'done', 'undone')),
				started_at timestamptz not null default now(),
				finished_at timestamptz,
				primary key (run, step_id)
			);

			create table if not exists versioned_schema.backfill (
				run bigint not null references versioned_schema.run,
				step_id text not null,
				part text not null,
				next_page bigint not null,
				end_page bigint not null,
				rows_done bigint not null default 0,
				rows_total bigint not null default 0,
				batch_pages bigint,
				skipped int8multirange not null default '{}',
				file_node bigint,
				start_xid xid8 not null default pg_current_xact_id(),
				throttled text,
				started_at timestamptz not null default now(),
				changed_at timestamptz not null default now(),
				primary key (run, step_id, part)
			);

			create table if not exists versioned_schema.control (
				base_schema text primary key,
				paused boolean not null default false
			);
			""";

	private final List<String> functions;

	/**
	 * Creates the installation.
	 * @param functions statements that install the functions on the tables, in order
	 */
	public JournalInstallation(List<String> functions) {
		this.functions = List.copyOf(functions);
	}

	/**
	 * Installs the journal if there is none.
	 * @param leadership the leadership of any base schema of the database
	 */
	public void install(Leadership leadership) {
		JournalSchema schema = new JournalSchema(leadership);
		if (schema.isInstalled()) {
			return;
		}
		leadership.inTransaction(() -> {
			new JournalLock(leadership).take();
			if (!schema.isInstalled()) {
				schema.require(leadership::execute);
				leadership.execute(TABLES);
				new JournalColumns(leadership.jdbc()).changes().forEach(leadership::execute);
				this.functions.forEach(leadership::execute);
				recordFormat(leadership);
			}
		});
	}

	/**
	 * Upgrades the journal if an older release of this library installed it. Installs
	 * nothing where there is no journal. Sessions that attach do not wait longer than for
	 * other locks of the leader.
	 * @param leadership the leadership of any base schema of the database
	 * @param ladder takes locks on the journal's tables, which attaching sessions read
	 * @throws io.github.versionedschema.failure.LockUnavailableException if the locks
	 * could not be acquired
	 */
	public void upgrade(Leadership leadership, LockLadder ladder) {
		if (isOutdated(leadership)) {
			ladder.transaction(UPGRADE, (transaction) -> upgrade(leadership, transaction));
		}
	}

	/**
	 * Requires that no newer release of this library installed the journal. This one does
	 * not know what it would have to record, or how the newer one would resume it.
	 * @param leadership the leadership of any base schema of the database
	 * @throws RefusedException if a newer release did; nothing was changed
	 */
	public void requireKnownFormat(Leadership leadership) {
		int format = new JournalSchema(leadership).isInstalled() ? format(leadership) : 0;
		if (format > FORMAT) {
			throw new RefusedException(Reason.NEWER_JOURNAL,
					"The journal of this database has format %d, which a newer release of versioned-schema made; this release knows formats up to %d."
						.formatted(format, FORMAT),
					"""
							Start a release of the application that has the newer library, or run the command with it. Instances \
							with this library can use versions that are live.""",
					List.of());
		}
	}

	private void upgrade(Leadership leadership, LockedTransaction transaction) {
		leadership.execute(leadership.paths().ownPath());
		new JournalLock(leadership).take();
		if (isOutdated(leadership)) {
			this.functions.forEach(transaction::execute);
			recordFormat(leadership);
			// The last statements, as clients wait for their locks.
			new JournalColumns(leadership.jdbc()).changes().forEach(transaction::execute);
		}
	}

	private static boolean isOutdated(Leadership leadership) {
		return new JournalSchema(leadership).isInstalled() && format(leadership) < FORMAT;
	}

	private static int format(Leadership leadership) {
		return leadership.jdbc()
			.sql("select coalesce(max(format), 0) from versioned_schema.installation")
			.query(Integer.class)
			.single();
	}

	private static void recordFormat(Leadership leadership) {
		leadership.jdbc()
			.sql("insert into versioned_schema.installation (format) values (?) on conflict do nothing")
			.params(FORMAT)
			.update();
	}

}

package io.github.versionedschema.chains;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The installed release of the older version, and the release whose migrations are a
 * chain.
 */
final class Releases {

	private static final String OLD = "01_old";

	/** Short, so that there are many batches. */
	private static final Duration BATCH = Duration.ofMillis(5);

	private final TestDatabase database;

	private final List<List<Resource>> files = new ArrayList<>();

	private Releases(TestDatabase database, String given) {
		this.database = database;
		this.files.add(new ArrayList<>());
		add(OLD, "- sql:\n    up: |\n" + given.indent(6));
	}

	/** Returns the name of a version, from 1. */
	static String version(int number) {
		return (number == 1) ? OLD : "%02d_new".formatted(number);
	}

	/** Returns the schema of a version, from 1. */
	static String schema(int number) {
		return "public_" + version(number);
	}

	/**
	 * Returns the qualified name of what a version reads under a name: its view, or the
	 * table itself.
	 */
	static String relation(JdbcClient client, int version, String name) {
		return client
			.sql("""
					select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
					where c.relname = ? and n.nspname in (?, 'public') order by n.nspname = 'public' limit 1
					""")
			.param(name)
			.param(schema(version))
			.query(String.class)
			.single();
	}

	/** Installs the first release. */
	static Releases installed(TestDatabase database, String given) {
		Releases releases = new Releases(database, given);
		releases.run(VersionedSchema::expand);
		return releases;
	}

	/** Adds a release whose version is the last of the migrations. */
	Releases with(List<String> migrations) {
		String before = version(this.files.size());
		this.files.add(new ArrayList<>());
		for (int index = 1; index < migrations.size(); index++) {
			add("%s_and_%d".formatted(before, index), migrations.get(index - 1));
		}
		add(version(this.files.size()), migrations.get(migrations.size() - 1));
		return this;
	}

	/** Withdraws the latest release. */
	void withdraw() {
		this.files.remove(this.files.size() - 1);
	}

	/** Runs something with the engine of the latest release. */
	void run(Consumer<VersionedSchema> transition) {
		try (VersionedSchema latest = schema()) {
			transition.accept(latest);
		}
	}

	private void add(String name, String operations) {
		this.files.get(this.files.size() - 1).add(NamedFile.migration(name, operations));
	}

	/** Returns the engine of the latest release. */
	VersionedSchema schema() {
		List<Migration> migrations = new MigrationReader(Operations.types())
			.read(this.files.stream().flatMap(List::stream).toList());
		VersionedSchemaSettings defaults = VersionedSchemaSettings.of("public");
		// Unlike those of an application, the clients never pause between statements.
		int lockTries = 3 * defaults.lockTries();
		return VersionedSchema
			.builder(
					new VersionedSchemaSettings(defaults.baseSchema(), null, null, defaults.lockTimeout(), lockTries,
							BATCH, defaults.forceTimeout(), defaults.longestOutage(), defaults.tombstoneRetention(),
							null, null, defaults.safeguards()),
					() -> this.database.dataSource().getConnection(), () -> migrations)
			.build();
	}

	/** Returns whether no session is attached to a version. */
	boolean isUnused(int version) {
		return this.database.jdbc()
			.sql("select count(*) = 0 from pg_stat_activity where application_name = ?")
			.param(application(version))
			.query(Boolean.class)
			.single();
	}

	private String application(int version) {
		return this.database.name() + " " + version(version);
	}

	/** Returns a session that is attached to a version, from 1. */
	SingleConnectionDataSource attached(int version, int prepareThreshold) {
		SingleConnectionDataSource session = session(this.database.dataSource(), schema(version), prepareThreshold);
		JdbcClient.create(session)
			.sql("select set_config('application_name', ?, false)")
			.param(application(version))
			.query()
			.listOfRows();
		JdbcClient.create(session)
			.sql("select versioned_schema.attach(?)")
			.param(version(version))
			.query()
			.listOfRows();
		return session;
	}

	/**
	 * Returns a session of no application, with a schema before the base schema.
	 */
	SingleConnectionDataSource observer(String schema) {
		return session(this.database.observer(), schema, 0);
	}

	private static SingleConnectionDataSource session(PGSimpleDataSource source, String schema, int prepareThreshold) {
		source.setCurrentSchema(schema + ",public");
		source.setPrepareThreshold(prepareThreshold);
		try {
			return new SingleConnectionDataSource(source.getConnection(), true);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

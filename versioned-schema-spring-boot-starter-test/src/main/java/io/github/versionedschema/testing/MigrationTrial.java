package io.github.versionedschema.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.catalogue.Catalogue;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.testing.Probe.Side;
import io.github.versionedschema.testing.database.TemporaryDatabase;
import io.github.versionedschema.testing.database.TestDatabases;
import org.jspecify.annotations.Nullable;

/**
 * Runs a migration through all phases, with statements of both releases in each.
 */
final class MigrationTrial {

	private final VersionedSchemaSettings settings;

	private final List<Migration> migrations;

	private final TestDatabases databases;

	private final MigrationCase given;

	private final TrialFailures failures;

	MigrationTrial(VersionedSchemaSettings settings, List<Migration> migrations, TestDatabases databases,
			MigrationCase given) {
		this.settings = settings;
		this.migrations = migrations;
		this.databases = databases;
		this.given = given;
		this.failures = new TrialFailures(migrations.get(migrations.size() - 1).name());
	}

	void run() {
		try (TemporaryDatabase database = this.databases.initial();
				TemporaryDatabase fresh = this.databases.initial()) {
			prepare(database, this.migrations.subList(0, this.migrations.size() - 1));
			prepare(fresh, this.migrations);
			this.failures.phase("before the migration");
			run(database, fresh);
		}
		catch (SQLException ex) {
			throw this.failures.of(ex);
		}
	}

	private void prepare(TemporaryDatabase database, List<Migration> migrations) throws SQLException {
		execute(database, quotedBase(), this.given.schema(), "the SQL of startingWith");
		if (!migrations.isEmpty()) {
			this.failures.phase(
					"installation of %s in an empty database".formatted(migrations.get(migrations.size() - 1).name()));
			try (VersionedSchema schema = engine(database, migrations, (event) -> {
			})) {
				transition(schema::expand);
				transition(() -> schema.complete(true));
			}
		}
	}

	private void execute(TemporaryDatabase database, String path, @Nullable String sql, String name)
			throws SQLException {
		if (sql == null) {
			return;
		}
		try (ReleaseSession session = new ReleaseSession(database.connections())) {
			try {
				session.as(path).sql(sql).update();
				session.commit();
			}
			catch (RuntimeException ex) {
				throw this.failures.ofPreparation(name, sql, ex);
			}
		}
	}

	private void run(TemporaryDatabase database, TemporaryDatabase fresh) throws SQLException {
		Releases releases = new Releases(this::engine, this.migrations, this.settings.baseSchema(), this.given,
				this.failures, database);
		execute(database, releases.path(Side.OLDER), this.given.rows(), "the SQL of withRows");
		Catalogue before = catalogue(database);
		List<String> tables = tables(database);
		VisibleRows rows = releases.rows(tables);
		releases.probe(Side.OLDER);
		TransitionListener duringExpand = (event) -> releases.watch(event, tables, rows);
		try (VersionedSchema schema = engine(database, this.migrations, duringExpand)) {
			expand("expand", schema, releases, tables, rows);
			this.failures.phase("abort");
			transition(() -> schema.abort(true));
			compare("The catalogue differs from the one before expand", before, catalogue(database));
			this.failures.phase("after abort");
			releases.check(tables, rows);
			releases.probe(Side.OLDER);
			expand("second expand", schema, releases, tables, rows);
			this.failures.phase("complete");
			transition(() -> schema.complete(true));
			this.failures.phase("after complete");
			releases.probe(Side.NEWER);
		}
		compare("The catalogue differs from the one of a fresh installation", catalogue(fresh), catalogue(database));
	}

	private void expand(String name, VersionedSchema schema, Releases releases, List<String> tables, VisibleRows rows)
			throws SQLException {
		this.failures.phase(name);
		releases.forgetFailure();
		transition(schema::expand);
		releases.requireNoFailure();
		this.failures.phase("both versions live, after " + name);
		releases.check(tables, rows);
		this.given.probes().forEach(releases::run);
		if (this.given.verified()) {
			verify(schema);
			releases.rewrite(rows);
		}
	}

	private void verify(VersionedSchema schema) {
		schema.verify().stream().filter((verification) -> verification.rows() > 0).findFirst().ifPresent((found) -> {
			throw this.failures.disagreement(found);
		});
	}

	private void compare(String message, Catalogue expected, Catalogue actual) {
		// Since PostgreSQL 18, NOT NULL has a constraint whose name a rename keeps.
		List<String> changes = actual.changesSince(expected)
			.stream()
			.filter((line) -> !line.contains(" | NOT NULL "))
			.toList();
		if (!changes.isEmpty()) {
			throw this.failures.otherCatalogue(message, changes);
		}
	}

	private Outcome transition(Supplier<Outcome> transition) {
		try {
			return transition.get();
		}
		catch (RuntimeException ex) {
			throw this.failures.of(ex);
		}
	}

	private VersionedSchema engine(TemporaryDatabase database, List<Migration> migrations,
			TransitionListener listener) {
		return VersionedSchema.builder(this.settings, database.connections(), () -> migrations)
			.listener(listener)
			.withoutProgressLog()
			.build();
	}

	private Catalogue catalogue(TemporaryDatabase database) throws SQLException {
		try (Connection connection = database.connections().open()) {
			return Catalogue.of(connection, this.settings.baseSchema());
		}
	}

	private List<String> tables(TemporaryDatabase database) throws SQLException {
		try (ReleaseSession session = new ReleaseSession(database.connections())) {
			return VisibleRows.tables(session.as(quotedBase()), this.settings.baseSchema());
		}
	}

	private String quotedBase() {
		return Identifier.quote(this.settings.baseSchema());
	}

}

package io.github.versionedschema.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.catalogue.Catalogue;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.StepDone;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.testing.Probe.Side;
import io.github.versionedschema.testing.database.TemporaryDatabase;
import io.github.versionedschema.testing.database.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs a migration through all phases, with statements of both releases in each.
 */
final class MigrationTrial {

	private final VersionedSchemaSettings settings;

	private final List<Migration> migrations;

	private final TestDatabases databases;

	private final MigrationCase given;

	private final Migration migration;

	private String phase = "before the migration";

	MigrationTrial(VersionedSchemaSettings settings, List<Migration> migrations, TestDatabases databases,
			MigrationCase given) {
		this.settings = settings;
		this.migrations = migrations;
		this.databases = databases;
		this.given = given;
		this.migration = migrations.get(migrations.size() - 1);
	}

	void run() {
		try (TemporaryDatabase database = this.databases.initial();
				TemporaryDatabase fresh = this.databases.initial()) {
			prepare(database, this.migrations.subList(0, this.migrations.size() - 1));
			prepare(fresh, this.migrations);
			this.phase = "before the migration";
			run(database, fresh);
		}
		catch (SQLException ex) {
			throw failure(null, null, null, String.valueOf(ex.getMessage()), ex);
		}
	}

	private void prepare(TemporaryDatabase database, List<Migration> migrations) throws SQLException {
		execute(database, quotedBase(), this.given.schema(), "the SQL of startingWith");
		if (!migrations.isEmpty()) {
			this.phase = "installation of %s in an empty database"
				.formatted(migrations.get(migrations.size() - 1).name());
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
				throw failure("older", null, sql, name + " failed: " + ex.getMessage(), ex);
			}
		}
	}

	private void run(TemporaryDatabase database, TemporaryDatabase fresh) throws SQLException {
		Releases releases = new Releases(database);
		execute(database, releases.path(Side.OLDER), this.given.rows(), "the SQL of withRows");
		Catalogue before = catalogue(database);
		List<String> tables = tables(database);
		VisibleRows rows = releases.rows(tables);
		releases.probe(Side.OLDER);
		TransitionListener duringExpand = (event) -> releases.watch(event, tables, rows);
		try (VersionedSchema schema = engine(database, this.migrations, duringExpand)) {
			expand("expand", schema, releases, tables, rows);
			this.phase = "abort";
			transition(() -> schema.abort(true));
			compare("The catalogue differs from the one before expand", before, catalogue(database));
			this.phase = "after abort";
			releases.check(tables, rows);
			releases.probe(Side.OLDER);
			expand("second expand", schema, releases, tables, rows);
			this.phase = "complete";
			transition(() -> schema.complete(true));
			this.phase = "after complete";
			releases.probe(Side.NEWER);
		}
		compare("The catalogue differs from the one of a fresh installation", catalogue(fresh), catalogue(database));
	}

	private void expand(String name, VersionedSchema schema, Releases releases, List<String> tables, VisibleRows rows)
			throws SQLException {
		this.phase = name;
		releases.failure = null;
		transition(schema::expand);
		if (releases.failure != null) {
			throw releases.failure;
		}
		this.phase = "both versions live, after " + name;
		releases.check(tables, rows);
		this.given.probes().forEach(releases::run);
		if (this.given.verified()) {
			verify(schema);
			releases.rewrite(rows);
		}
	}

	private void verify(VersionedSchema schema) {
		schema.verify().stream().filter((verification) -> verification.rows() > 0).findFirst().ifPresent((found) -> {
			throw failure("both", null, null,
					"The releases see different values in table \"%s\": %s. %d row(s) differ, for example:\n%s"
						.formatted(found.table(), found.rule(), found.rows(), String.join("\n", found.samples())),
					null);
		});
	}

	private void compare(String message, Catalogue expected, Catalogue actual) {
		// Since PostgreSQL 18, NOT NULL has a constraint whose name a rename keeps.
		List<String> changes = actual.changesSince(expected)
			.stream()
			.filter((line) -> !line.contains(" | NOT NULL "))
			.toList();
		if (!changes.isEmpty()) {
			throw failure(null, null, null, message + ":\n" + String.join("\n", changes), null);
		}
	}

	private Outcome transition(Supplier<Outcome> transition) {
		try {
			return transition.get();
		}
		catch (RuntimeException ex) {
			throw failure(null, null, null, String.valueOf(ex.getMessage()), ex);
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

	private TrialFailure failure(@Nullable String release, @Nullable String probe, @Nullable String statement,
			String detail, @Nullable Throwable cause) {
		return new TrialFailure(this.migration.name(), this.phase, release, probe, statement, detail, cause);
	}

	/** Both releases, on the database in which the migration runs. */
	private final class Releases {

		private final TemporaryDatabase database;

		private @Nullable TrialFailure failure;

		Releases(TemporaryDatabase database) {
			this.database = database;
		}

		private String version(Side side) {
			int last = MigrationTrial.this.migrations.size() - 1;
			return (side == Side.NEWER) ? MigrationTrial.this.migration.version()
					: ((last > 0) ? MigrationTrial.this.migrations.get(last - 1).version() : "");
		}

		String path(Side side) {
			try (VersionedSchema schema = engine(this.database, MigrationTrial.this.migrations, (event) -> {
			})) {
				return schema.status()
					.versions()
					.stream()
					.filter((version) -> version.name().equals(version(side)))
					.map((version) -> version.searchPath())
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(quotedBase());
			}
		}

		VisibleRows rows(List<String> tables) throws SQLException {
			String path = path(Side.OLDER);
			try (ReleaseSession session = new ReleaseSession(this.database.connections())) {
				JdbcClient release = session.as(path);
				try {
					return VisibleRows.of(release, tables);
				}
				catch (RuntimeException ex) {
					throw failure(name(Side.OLDER), "reads all tables", session.statement(),
							String.valueOf(ex.getMessage()), ex);
				}
			}
		}

		void check(List<String> tables, VisibleRows expected) throws SQLException {
			String changes = rows(tables).changesSince(expected);
			if (!changes.isEmpty()) {
				throw failure(name(Side.OLDER), "reads all tables", null,
						"It sees other rows than before the migration:\n" + changes, null);
			}
		}

		/** What the newer release writes again must be the same for the older one. */
		void rewrite(VisibleRows expected) throws SQLException {
			String probe = "reads all tables after the newer release has written its rows again";
			String newer = path(Side.NEWER);
			String older = path(Side.OLDER);
			try (ReleaseSession session = new ReleaseSession(this.database.connections())) {
				new Rewriting(session.as(newer)).run();
				VisibleRows known = expected.without(MigrationTrial.this.migration.operations());
				String changes = VisibleRows.of(session.as(older), expected.tables())
					.without(MigrationTrial.this.migration.operations())
					.changesSince(known);
				if (!changes.isEmpty()) {
					throw failure(name(Side.OLDER), probe, null,
							"It sees other values than before. If down cannot restore them, say acceptingDifferentValues():\n"
									+ changes,
							null);
				}
			}
			catch (DataAccessException ex) {
				throw failure(name(Side.NEWER), "writes its rows again", null, String.valueOf(ex.getMessage()), ex);
			}
		}

		void probe(Side side) {
			MigrationTrial.this.given.probes().stream().filter((probe) -> probe.isOnlyOf(side)).forEach(this::run);
		}

		void watch(TransitionEvent event, List<String> tables, VisibleRows rows) {
			if (event instanceof StepDone done && this.failure == null
					&& MigrationTrial.this.phase.endsWith("expand")) {
				String phase = MigrationTrial.this.phase;
				MigrationTrial.this.phase = "%s, after the step \"%s\"".formatted(phase, done.title());
				try {
					check(tables, rows);
					probe(Side.OLDER);
				}
				catch (TrialFailure ex) {
					this.failure = ex;
				}
				catch (SQLException ex) {
					this.failure = failure(null, null, null, String.valueOf(ex.getMessage()), ex);
				}
				finally {
					MigrationTrial.this.phase = phase;
				}
			}
		}

		void run(Probe probe) {
			try (ReleaseSession session = new ReleaseSession(this.database.connections())) {
				for (Probe.Part part : probe.parts()) {
					run(probe, part, session);
				}
			}
			catch (SQLException ex) {
				throw failure(null, probe.description(), null, String.valueOf(ex.getMessage()), ex);
			}
		}

		private void run(Probe probe, Probe.Part part, ReleaseSession session) {
			try {
				part.statements().run(session.as(path(part.side())));
				session.checkDeferred();
			}
			catch (TrialFailure ex) {
				throw ex;
			}
			catch (Exception | AssertionError ex) {
				throw failure(name(part.side()), probe.description(), session.statement(),
						String.valueOf(ex.getMessage()), ex);
			}
		}

		private String name(Side side) {
			String version = version(side);
			return "%s, version \"%s\"".formatted((side == Side.OLDER) ? "older" : "newer",
					version.isEmpty() ? VersionedSchema.INITIAL_VERSION : version);
		}

	}

}

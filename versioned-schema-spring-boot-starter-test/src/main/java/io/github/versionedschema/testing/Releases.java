package io.github.versionedschema.testing;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.StepDone;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.testing.Probe.Side;
import io.github.versionedschema.testing.database.TemporaryDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Both releases, on the database in which the migration runs.
 */
final class Releases {

	private final Engines engines;

	private final List<Migration> migrations;

	private final Migration migration;

	private final String baseSchema;

	private final MigrationCase given;

	private final TrialFailures failures;

	private final TemporaryDatabase database;

	private @Nullable TrialFailure failure;

	Releases(Engines engines, List<Migration> migrations, String baseSchema, MigrationCase given,
			TrialFailures failures, TemporaryDatabase database) {
		this.engines = engines;
		this.migrations = List.copyOf(migrations);
		this.migration = migrations.get(migrations.size() - 1);
		this.baseSchema = baseSchema;
		this.given = given;
		this.failures = failures;
		this.database = database;
	}

	/** Forgets what failed while an earlier transition ran. */
	void forgetFailure() {
		this.failure = null;
	}

	/** Requires that nothing failed while a transition ran. */
	void requireNoFailure() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	private String version(Side side) {
		int last = this.migrations.size() - 1;
		return (side == Side.NEWER) ? this.migration.version()
				: ((last > 0) ? this.migrations.get(last - 1).version() : "");
	}

	String path(Side side) {
		try (VersionedSchema schema = this.engines.of(this.database, this.migrations, (event) -> {
		})) {
			return schema.status()
				.versions()
				.stream()
				.filter((version) -> version.name().equals(version(side)))
				.map((version) -> version.searchPath())
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(Identifier.quote(this.baseSchema));
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
				throw this.failures.ofStatement(name(Side.OLDER), "reads all tables", session.statement(), ex);
			}
		}
	}

	void check(List<String> tables, VisibleRows expected) throws SQLException {
		String changes = rows(tables).changesSince(expected);
		if (!changes.isEmpty()) {
			throw this.failures.otherRows(name(Side.OLDER), changes);
		}
	}

	/** What the newer release writes again must be the same for the older one. */
	void rewrite(VisibleRows expected) throws SQLException {
		String probe = "reads all tables after the newer release has written its rows again";
		String newer = path(Side.NEWER);
		String older = path(Side.OLDER);
		try (ReleaseSession session = new ReleaseSession(this.database.connections())) {
			new Rewriting(session.as(newer)).run();
			VisibleRows known = expected.without(this.migration.operations());
			String changes = VisibleRows.of(session.as(older), expected.tables())
				.without(this.migration.operations())
				.changesSince(known);
			if (!changes.isEmpty()) {
				throw this.failures.otherValues(name(Side.OLDER), probe, changes);
			}
		}
		catch (DataAccessException ex) {
			throw this.failures.ofStatement(name(Side.NEWER), "writes its rows again", null, ex);
		}
	}

	void probe(Side side) {
		this.given.probes().stream().filter((probe) -> probe.isOnlyOf(side)).forEach(this::run);
	}

	void watch(TransitionEvent event, List<String> tables, VisibleRows rows) {
		if (event instanceof StepDone done && this.failure == null && this.failures.phase().endsWith("expand")) {
			String phase = this.failures.phase();
			this.failures.phase("%s, after the step \"%s\"".formatted(phase, done.title()));
			try {
				check(tables, rows);
				probe(Side.OLDER);
			}
			catch (TrialFailure ex) {
				this.failure = ex;
			}
			catch (SQLException ex) {
				this.failure = this.failures.of(ex);
			}
			finally {
				this.failures.phase(phase);
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
			throw this.failures.ofProbe(probe.description(), ex);
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
			throw this.failures.ofStatement(name(part.side()), probe.description(), session.statement(), ex);
		}
	}

	private String name(Side side) {
		String version = version(side);
		return "%s, version \"%s\"".formatted((side == Side.OLDER) ? "older" : "newer",
				version.isEmpty() ? VersionedSchema.INITIAL_VERSION : version);
	}

	/** Creates engines. */
	@FunctionalInterface
	interface Engines {

		/** Returns an engine on a database, which reports to a listener. */
		VersionedSchema of(TemporaryDatabase database, List<Migration> migrations, TransitionListener listener);

	}

}

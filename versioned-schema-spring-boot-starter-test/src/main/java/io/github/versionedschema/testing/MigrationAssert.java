package io.github.versionedschema.testing;

import java.util.List;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.testing.Probe.Part;
import io.github.versionedschema.testing.Probe.Side;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about migrations. What a test gives, and its probes, come before
 * {@link #keepReleaseWorking(String)}.
 */
public final class MigrationAssert extends AbstractAssert<MigrationAssert, SchemaMigrations> {

	private MigrationCase given = MigrationCase.EMPTY;

	MigrationAssert(SchemaMigrations actual) {
		super(actual, MigrationAssert.class);
	}

	/**
	 * Runs SQL in the database before the first migration, for objects that other tools
	 * create.
	 * @param sql statements, separated by semicolons
	 */
	public MigrationAssert startingWith(String sql) {
		this.given = this.given.startingWith(sql);
		return this;
	}

	/**
	 * Inserts rows as the older release, before the migration.
	 * @param sql statements, separated by semicolons
	 */
	public MigrationAssert withRows(String sql) {
		this.given = this.given.withRows(sql);
		return this;
	}

	/**
	 * Adds statements of the older release. They run before the migration, after each
	 * step of expand, while both versions are live, and after abort.
	 * @param description what is tried
	 * @param statements the statements, and assertions about their results
	 */
	public MigrationAssert older(String description, ReleaseProbe statements) {
		this.given = this.given.with(Probe.of(description, new Part(Side.OLDER, statements)));
		return this;
	}

	/**
	 * Adds statements of the newer release. They run while both versions are live, and
	 * after complete.
	 * @param description what is tried
	 * @param statements the statements, and assertions about their results
	 */
	public MigrationAssert newer(String description, ReleaseProbe statements) {
		this.given = this.given.with(Probe.of(description, new Part(Side.NEWER, statements)));
		return this;
	}

	/**
	 * Adds statements of the older release, and then of the newer one, which sees what
	 * the first ones wrote. They run while both versions are live.
	 * @param description what is tried
	 * @param older statements of the older release
	 * @param newer statements of the newer release
	 */
	public MigrationAssert olderThenNewer(String description, ReleaseProbe older, ReleaseProbe newer) {
		this.given = this.given.with(Probe.of(description, new Part(Side.OLDER, older), new Part(Side.NEWER, newer)));
		return this;
	}

	/**
	 * Adds statements of the newer release, and then of the older one, which sees what
	 * the first ones wrote. They run while both versions are live.
	 * @param description what is tried
	 * @param newer statements of the newer release
	 * @param older statements of the older release
	 */
	public MigrationAssert newerThenOlder(String description, ReleaseProbe newer, ReleaseProbe older) {
		this.given = this.given.with(Probe.of(description, new Part(Side.NEWER, newer), new Part(Side.OLDER, older)));
		return this;
	}

	/**
	 * Accepts that {@code down} does not restore every value of the older version from
	 * the newer one.
	 */
	public MigrationAssert acceptingDifferentValues() {
		this.given = this.given.withoutVerification();
		return this;
	}

	/**
	 * Verifies that a migration keeps the release before it working. It is expanded,
	 * aborted, expanded again and completed, in a database of its own. The older release
	 * must see its rows unchanged all the time, all probes must pass, abort must restore
	 * the schema, and complete must lead to the schema of a fresh installation.
	 * @param migration name of the migration
	 */
	public MigrationAssert keepReleaseWorking(String migration) {
		isNotNull();
		List<Migration> migrations = this.actual.upTo(migration);
		if (migrations.size() == 1 && this.given.schema() == null) {
			throw new IllegalArgumentException(
					"No release uses the database before the first migration, \"%s\". If one does, give its tables with startingWith."
						.formatted(migration));
		}
		try {
			new MigrationTrial(this.actual.settings(), migrations, this.actual.databases(), this.given).run();
		}
		catch (TrialFailure ex) {
			throw new AssertionError(ex.getMessage(), ex.getCause());
		}
		return this;
	}

}

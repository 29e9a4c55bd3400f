package io.github.versionedschema.release;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaBuilder;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.VersionedSchemaSettings.Safeguards;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.test.TestDatabase;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two releases of an application on one database: the first is installed, the second has
 * one more migration.
 *
 * @param connections of the role that changes the schema
 * @param first the first release's migration file
 * @param added the second release's further migration file
 * @param settings settings of all releases
 */
public record Release(ConnectionSource connections, String first, String added, VersionedSchemaSettings settings) {

	public static final String OLD = "01_old";

	public static final String NEW = "02_new";

	/** Creates releases with default settings. */
	public Release(ConnectionSource connections, String first, String added) {
		this(connections, first, added, VersionedSchemaSettings.of("public"));
	}

	/** Installs the first release. */
	public static Release installed(TestDatabase database, Change change) {
		return installed(() -> database.dataSource().getConnection(), change);
	}

	/** Installs the first release. */
	public static Release installed(ConnectionSource connections, Change change) {
		Release release = new Release(connections,
				NamedFile.content("- sql:\n    up: |\n" + change.given().stripIndent().indent(6)),
				NamedFile.content(change.operations()));
		try (VersionedSchema first = release.firstRelease()) {
			first.expand();
		}
		return release;
	}

	/** Creates releases whose first release has a migration for existing tables. */
	public static Release adopting(TestDatabase database, String operations) {
		return new Release(() -> database.dataSource().getConnection(), NamedFile.content(operations),
				NamedFile.content("[]"));
	}

	/**
	 * Returns these releases, allowing user triggers to fire during the backfill.
	 */
	public Release lettingTriggersFire() {
		return with(Safeguards::lettingTriggersFire);
	}

	/** Returns these releases, keeping failed expands. */
	public Release keepingFailedExpands() {
		return with(Safeguards::keepingFailedExpands);
	}

	/** Returns these releases with the given verification timeout. */
	public Release verifyingWithin(Duration longest) {
		return with((safeguards) -> safeguards.verifyingWithin(longest));
	}

	/** Returns these releases, without row values in messages. */
	public Release hidingSamples() {
		return with(Safeguards::hidingSamples);
	}

	private Release with(UnaryOperator<Safeguards> safeguards) {
		return with(this.settings.withSafeguards(safeguards.apply(this.settings.safeguards())));
	}

	/**
	 * Returns these releases with another lock timeout, which must be below half of
	 * {@code deadlock_timeout}.
	 */
	public Release lockingWithin(Duration timeout) {
		VersionedSchemaSettings from = this.settings;
		return with(new VersionedSchemaSettings(from.baseSchema(), from.version(), from.applicationRole(), timeout,
				from.lockTries(), from.batchTime(), from.forceTimeout(), from.longestOutage(),
				from.tombstoneRetention(), from.host(), from.applicationVersion(), from.safeguards()));
	}

	private Release with(VersionedSchemaSettings changed) {
		return new Release(this.connections, this.first, this.added, changed);
	}

	/** Returns the same releases, the second of which refuses findings. */
	public Release refusingFindings() {
		return with(Safeguards::failingOnFindings);
	}

	/** Returns the engine of the first release. */
	public VersionedSchema firstRelease() {
		return schema(this.connections, List.of(file(OLD, this.first)));
	}

	/** Returns the engine of a third release, which adds a migration. */
	public VersionedSchema third(String operations) {
		return third(operations, this.connections);
	}

	/** Returns the engine of a third release, which reports checkpoints. */
	public VersionedSchema third(String operations, Checkpoints checkpoints) {
		return third(operations, checkpoints, checkpoints);
	}

	private VersionedSchema third(String operations, ConnectionSource connections, TransitionListener... listeners) {
		return schema(connections,
				List.of(file(OLD, this.first), file(NEW, this.added), file("03_third", NamedFile.content(operations))),
				listeners);
	}

	/** Returns the engine of the second release. */
	public VersionedSchema second(TransitionListener... listeners) {
		return connectedBy(this.connections, listeners);
	}

	/** Returns the engine of the second release, which reports checkpoints. */
	public VersionedSchema second(Checkpoints checkpoints) {
		return connectedBy(checkpoints, checkpoints);
	}

	/** Runs a transition of the second release to its end. */
	public void run(Transition transition) {
		try (VersionedSchema second = second()) {
			transition.run(second);
		}
	}

	/** Requires that both versions agree on every row. */
	public void requireAgreement() {
		try (VersionedSchema second = second()) {
			assertThat(second.verify()).allSatisfy((verification) -> assertThat(verification.rows())
				.as("%s: %s", verification.rule(), verification.samples())
				.isZero());
		}
	}

	private VersionedSchema connectedBy(ConnectionSource connections, TransitionListener... listeners) {
		return schema(connections, List.of(file(OLD, this.first), file(NEW, this.added)), listeners);
	}

	private VersionedSchema schema(ConnectionSource connections, List<Resource> files,
			TransitionListener... listeners) {
		List<Migration> migrations = new MigrationReader(Operations.types()).read(files);
		VersionedSchemaBuilder builder = VersionedSchema.builder(this.settings, connections, () -> migrations);
		List.of(listeners).forEach(builder::listener);
		return builder.build();
	}

	private static Resource file(String name, String text) {
		return new NamedFile(name + ".yaml", text);
	}

}

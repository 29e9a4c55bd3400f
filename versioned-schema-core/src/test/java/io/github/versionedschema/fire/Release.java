package io.github.versionedschema.fire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaBuilder;
import io.github.versionedschema.VersionedSchemaSettings.Safeguards;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.test.TestDatabase;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two releases of an application on one database: the first is installed, the second
 * knows one more migration.
 *
 * @param connections of the role that changes the schema
 * @param first the first release's migration file
 * @param added the second release's further migration file
 * @param safeguards what the second release may do
 */
record Release(ConnectionSource connections, String first, String added, Safeguards safeguards) {

	static final String OLD = "01_old";

	static final String NEW = "02_new";

	/** Creates one that does nothing without being told. */
	Release(ConnectionSource connections, String first, String added) {
		this(connections, first, added, Safeguards.DEFAULT);
	}

	/** Installs the first release. */
	static Release installed(TestDatabase database, Change change) {
		return installed(() -> database.dataSource().getConnection(), change);
	}

	/** Installs the first release. */
	static Release installed(ConnectionSource connections, Change change) {
		Release release = new Release(connections,
				operations("- sql:\n    up: |\n" + change.given().stripIndent().indent(6)),
				operations(change.operations()));
		try (VersionedSchema first = release.firstRelease()) {
			first.expand();
		}
		return release;
	}

	/** Begins with a first release that has a migration for tables that are there. */
	static Release adopting(TestDatabase database, String operations) {
		return new Release(() -> database.dataSource().getConnection(), operations(operations), operations("[]"));
	}

	/**
	 * Returns these releases where the user's triggers may fire while rows are filled.
	 */
	Release lettingTriggersFire() {
		return new Release(this.connections, this.first, this.added, this.safeguards.lettingTriggersFire());
	}

	/** Returns these releases where an expand that fails is kept as it is. */
	Release keepingFailedExpands() {
		return new Release(this.connections, this.first, this.added, this.safeguards.keepingFailedExpands());
	}

	/** Returns these releases where questions about rows may take that long. */
	Release verifyingWithin(Duration longest) {
		return new Release(this.connections, this.first, this.added, this.safeguards.verifyingWithin(longest));
	}

	/** Returns these releases where no value of a row is told. */
	Release hidingSamples() {
		return new Release(this.connections, this.first, this.added, this.safeguards.hidingSamples());
	}

	private static String operations(String operations) {
		return "operations:\n" + operations.stripIndent().indent(2);
	}

	/** Returns what the first release works with. */
	VersionedSchema firstRelease() {
		return schema(this.connections, List.of(file(OLD, this.first)));
	}

	/** Returns what a third release works with, which adds a migration. */
	VersionedSchema third(String operations) {
		return schema(this.connections,
				List.of(file(OLD, this.first), file(NEW, this.added), file("03_third", operations(operations))));
	}

	/** Returns what the second release works with. */
	VersionedSchema second(TransitionListener... listeners) {
		return connectedBy(this.connections, listeners);
	}

	/** Returns what the second release works with, telling how far it is. */
	VersionedSchema second(Checkpoints checkpoints) {
		return connectedBy(checkpoints, checkpoints);
	}

	/** Runs a transition of the second release to its end. */
	void run(Transition transition) {
		try (VersionedSchema second = second()) {
			transition.run(second);
		}
	}

	/** Goes on only if both versions say the same about every row. */
	void requireAgreement() {
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
		VersionedSchemaBuilder builder = VersionedSchema.builder(
				VersionedSchemaSettings.of("public").withSafeguards(this.safeguards), connections, () -> migrations);
		List.of(listeners).forEach(builder::listener);
		return builder.build();
	}

	private static Resource file(String name, String text) {
		return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return name + ".yaml";
			}

		};
	}

}

package io.github.versionedschema.fire;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaBuilder;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.execute.TransitionListener;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.TestDatabase;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Two releases of an application on one database: the first is installed, the second
 * knows one more migration.
 *
 * @param database the database
 * @param first the first release's migration
 * @param added the second release's further migration
 */
record Release(TestDatabase database, Resource first, Resource added) {

	/** Installs the first release. */
	static Release installed(TestDatabase database, Change change) {
		Release release = new Release(database,
				file("01_old", "- sql:\n    up: |\n" + change.given().stripIndent().indent(6)),
				file("02_new", change.operations()));
		try (VersionedSchema first = release.schema(List.of(release.first))) {
			first.expand();
		}
		return release;
	}

	/** Returns what the second release works with. */
	VersionedSchema second(TransitionListener... listeners) {
		return schema(List.of(this.first, this.added), listeners);
	}

	private VersionedSchema schema(List<Resource> files, TransitionListener... listeners) {
		List<Migration> migrations = new MigrationReader(Operations.types()).read(files);
		VersionedSchemaBuilder builder = VersionedSchema.builder(VersionedSchemaSettings.of("public"),
				() -> this.database.dataSource().getConnection(), () -> migrations);
		List.of(listeners).forEach(builder::listener);
		return builder.build();
	}

	private static Resource file(String name, String operations) {
		String text = "operations:\n" + operations.stripIndent().indent(2);
		return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return name + ".yaml";
			}

		};
	}

}

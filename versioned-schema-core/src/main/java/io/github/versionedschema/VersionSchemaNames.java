package io.github.versionedschema;

import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.execute.Leadership;
import io.github.versionedschema.schema.Identifier;

/**
 * Names for version schemas: the base schema's and the version's, changed where that is
 * too long or taken. The journal keeps what was chosen.
 */
final class VersionSchemaNames {

	private final Leadership leadership;

	VersionSchemaNames(Leadership leadership) {
		this.leadership = leadership;
	}

	String choose(String version) {
		Set<String> taken = this.leadership.jdbc()
			.sql("select nspname from pg_catalog.pg_namespace")
			.query(String.class)
			.set();
		String wanted = this.leadership.baseSchema() + "_" + version;
		return Stream.iterate(1, (number) -> number + 1)
			.map((number) -> Identifier.truncatedWithHash((number == 1) ? wanted : wanted + "_" + number))
			.filter((name) -> !taken.contains(name))
			.findFirst()
			.orElseThrow();
	}

}

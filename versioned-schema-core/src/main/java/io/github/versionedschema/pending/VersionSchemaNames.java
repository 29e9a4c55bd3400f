package io.github.versionedschema.pending;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.session.pin.PinnedVersion;

/**
 * Creates names for version schemas from the names of base schema and version. They are
 * changed if they are too long or taken. The journal stores the name.
 */
public final class VersionSchemaNames {

	private final Leadership leadership;

	public VersionSchemaNames(Leadership leadership) {
		this.leadership = leadership;
	}

	public String choose(String version) {
		Set<String> taken = this.leadership.jdbc()
			.sql("select nspname from pg_catalog.pg_namespace")
			.query(String.class)
			.set();
		PinnedVersion wanted = new PinnedVersion(this.leadership.baseSchema(), version, List.of());
		return Stream
			.concat(Stream.of(wanted.usualSchema()), Stream.iterate(2, (number) -> number + 1)
				.map((number) -> Identifier.truncatedWithHash(wanted.baseSchema() + "_" + version + "_" + number)))
			.filter((name) -> !taken.contains(name))
			.findFirst()
			.orElseThrow();
	}

}

package io.github.versionedschema.testing;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a test gives.
 *
 * @param schema SQL that runs before the first migration, or null
 * @param rows SQL of the older release, or null
 * @param probes statements of both releases
 * @param verified whether both releases must see the same values
 */
record MigrationCase(@Nullable String schema, @Nullable String rows, List<Probe> probes, boolean verified) {

	static final MigrationCase EMPTY = new MigrationCase(null, null, List.of(), true);

	MigrationCase startingWith(String sql) {
		return new MigrationCase(sql, this.rows, this.probes, this.verified);
	}

	MigrationCase withRows(String sql) {
		return new MigrationCase(this.schema, sql, this.probes, this.verified);
	}

	MigrationCase with(Probe probe) {
		return new MigrationCase(this.schema, this.rows, Stream.concat(this.probes.stream(), Stream.of(probe)).toList(),
				this.verified);
	}

	MigrationCase withoutVerification() {
		return new MigrationCase(this.schema, this.rows, this.probes, false);
	}

}

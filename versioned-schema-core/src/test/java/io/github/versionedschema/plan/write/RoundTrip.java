package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;

/**
 * A schema with data, and migrations to run on it. Each is a file of the folder
 * {@code round-trips}.
 *
 * @param name display name
 * @param given SQL
 * @param chain operations as YAML, one text for each migration
 */
record RoundTrip(String name, String given, List<String> chain) {

	String[] migrations() {
		return this.chain.toArray(String[]::new);
	}

	@Override
	public String toString() {
		return this.name;
	}

	static Stream<RoundTrip> all() {
		return CaseFile.all("round-trips")
			.map((file) -> new RoundTrip(file.name(), file.text("given"), file.migrations()));
	}

}

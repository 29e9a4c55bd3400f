package io.github.versionedschema.release;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.Spread;

/**
 * A migration, and the statements of clients of both versions during it.
 *
 * @param name display name
 * @param given SQL of the older version's schema and data
 * @param operations of the migration, as YAML
 * @param older statements of clients of the older version
 * @param newer statements of clients of the newer version
 */
public record Change(String name, String given, String operations, List<String> older, List<String> newer) {

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Returns the changes of the folder {@code changes}: at least one for each operation.
	 */
	public static Stream<Change> all() {
		return CaseFile.all("changes").map(Change::of);
	}

	/** Returns those of these changes that are enough where all take too long. */
	public static List<Change> some() {
		return Spread.of("changes").some().stream().map(Change::of).toList();
	}

	/** Returns the other changes. */
	public static List<Change> others() {
		return Spread.of("changes").others().stream().map(Change::of).toList();
	}

	/** Returns the changes of these names. */
	public static Stream<Change> named(String... names) {
		return Stream.of(names)
			.map((name) -> all().filter((change) -> change.name().equals(name)).findFirst().orElseThrow());
	}

	/** Returns the change of a file, without statements of clients. */
	public static Change withoutClients(CaseFile file) {
		return new Change(file.name(), file.text("given"), file.operations(), List.of(), List.of());
	}

	private static Change of(CaseFile file) {
		return new Change(file.name(), file.text("given"), file.operations(), file.texts("older"), file.texts("newer"));
	}

}

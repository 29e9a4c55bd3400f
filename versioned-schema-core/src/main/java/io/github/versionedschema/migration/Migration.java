package io.github.versionedschema.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One migration file.
 *
 * @param name the file's name without its extension
 * @param version the version that the migration leads to: {@code version_schema} of the
 * file, or else its name
 * @param description what its author says about it, if anything
 * @param operations the operations in the order of the file, at least one
 * @param location the file, as shown to people
 * @param checksum SHA-256, in hexadecimal, of the parsed content. It does not depend on
 * white space, comments, the order of keys, or whether the file is JSON or YAML
 */
public record Migration(String name, String version, @Nullable String description, List<SourcedOperation> operations,
		String location, String checksum) {

	public Migration {
		operations = List.copyOf(operations);
	}

}

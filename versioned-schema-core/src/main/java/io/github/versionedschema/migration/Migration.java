package io.github.versionedschema.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One migration file.
 *
 * @param name the file's name without its extension
 * @param version the version that the migration creates: {@code version_schema} of the
 * file, or otherwise its name
 * @param description the author's description, if any
 * @param operations the operations in the order of the file; none if its version uses the
 * existing tables
 * @param baseline whether it replaces every migration before it: for a database that has
 * its version or a later one, it counts as applied, regardless of its content
 * @param location the file, as shown in messages
 * @param checksum SHA-256, in hexadecimal, of the parsed content. It does not depend on
 * white space, comments, the order of keys, or the syntax of the file
 * @param text the file's text, or null if it was not read from a file
 */
public record Migration(String name, String version, @Nullable String description, List<SourcedOperation> operations,
		boolean baseline, String location, String checksum, @Nullable String text) {

	public Migration {
		operations = List.copyOf(operations);
	}

	/** Creates a migration that is no baseline and was not read from a file. */
	public Migration(String name, String version, @Nullable String description, List<SourcedOperation> operations,
			String location, String checksum) {
		this(name, version, description, operations, false, location, checksum, null);
	}

	/**
	 * Returns this migration without operations, for a database to which it has been
	 * applied.
	 */
	public Migration withoutOperations() {
		return new Migration(this.name, this.version, this.description, List.of(), this.baseline, this.location,
				this.checksum, null);
	}

	Migration withText(String fileText) {
		return new Migration(this.name, this.version, this.description, this.operations, this.baseline, this.location,
				this.checksum, fileText);
	}

}

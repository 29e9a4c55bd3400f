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
 * @param operations the operations in the order of the file; none where its version has
 * the tables as they are
 * @param baseline whether it stands for every migration before it: a database that has
 * its version, or a later one, has it applied whatever is in it
 * @param location the file, as shown to people
 * @param checksum SHA-256, in hexadecimal, of the parsed content. It does not depend on
 * white space, comments, the order of keys, or whether the file is JSON or YAML
 */
public record Migration(String name, String version, @Nullable String description, List<SourcedOperation> operations,
		boolean baseline, String location, String checksum) {

	public Migration {
		operations = List.copyOf(operations);
	}

	/** Creates one that stands for itself alone. */
	public Migration(String name, String version, @Nullable String description, List<SourcedOperation> operations,
			String location, String checksum) {
		this(name, version, description, operations, false, location, checksum);
	}

	/**
	 * Returns this migration with nothing to do, for a database that has been through it.
	 */
	public Migration withoutOperations() {
		return new Migration(this.name, this.version, this.description, List.of(), this.baseline, this.location,
				this.checksum);
	}

}

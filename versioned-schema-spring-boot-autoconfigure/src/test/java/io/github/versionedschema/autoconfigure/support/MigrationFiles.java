package io.github.versionedschema.autoconfigure.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of migrations of a small application, release by release.
 */
public final class MigrationFiles {

	/** Creates the table. */
	public static final String FIRST = "01_create_customers";

	/** Renames a column of it. */
	public static final String SECOND = "02_full_name";

	private final Path folder;

	/**
	 * Creates it, empty.
	 * @param folder an existing folder
	 */
	public MigrationFiles(Path folder) {
		this.folder = folder;
	}

	/** Adds the first migration. */
	public MigrationFiles first() {
		return add(FIRST + ".yaml", """
				operations:
				  - create_table:
				      name: customers
				      columns:
				        - { name: id, type: int, pk: true }
				        - { name: name, type: text }
				""");
	}

	/** Adds the second migration. */
	public MigrationFiles second() {
		return add(SECOND + ".yaml", """
				operations:
				  - rename_column: { table: customers, from: name, to: full_name }
				""");
	}

	/** Adds a file. */
	public MigrationFiles add(String name, String content) {
		try {
			Files.writeString(this.folder.resolve(name), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The folder as a location. */
	public String location() {
		return "file:" + this.folder;
	}

	/** The folder as a property. */
	public String property() {
		return "versioned-schema.locations=" + location();
	}

}

package io.github.versionedschema.autoconfigure.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Creates the migration folder of a small application, release by release.
 */
public final class MigrationFiles {

	/** Name of the migration that creates the table. */
	public static final String FIRST = "01_create_customers";

	/** Name of the migration that renames a column of the table. */
	public static final String SECOND = "02_full_name";

	private final Path folder;

	/**
	 * Creates an empty folder of migrations.
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

	/** Returns the folder as a location. */
	public String location() {
		return "file:" + this.folder;
	}

	/** Returns the folder as a property. */
	public String property() {
		return "versioned-schema.locations=" + location();
	}

}

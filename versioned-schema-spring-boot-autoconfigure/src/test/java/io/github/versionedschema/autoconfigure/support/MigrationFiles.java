package io.github.versionedschema.autoconfigure.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

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

	/** Adds the files of a folder among the resources of the tests. */
	public MigrationFiles addAll(String resources) {
		try {
			for (Resource file : new PathMatchingResourcePatternResolver()
				.getResources("classpath:" + resources + "/*.yaml")) {
				add(Objects.requireNonNull(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
			}
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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

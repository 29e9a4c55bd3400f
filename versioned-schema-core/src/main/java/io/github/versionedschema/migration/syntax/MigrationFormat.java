package io.github.versionedschema.migration.syntax;

import io.github.versionedschema.migration.place.FileProblems;
import org.jspecify.annotations.Nullable;

/** A syntax of migration files. */
public interface MigrationFormat {

	/**
	 * Reads a file.
	 * @param text the text of the file
	 * @param problems the collector of syntax errors and duplicate keys
	 * @return the content, or null if there is none or it cannot be read
	 */
	@Nullable Content read(String text, FileProblems problems);

}

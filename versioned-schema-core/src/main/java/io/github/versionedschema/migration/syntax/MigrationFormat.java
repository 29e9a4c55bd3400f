package io.github.versionedschema.migration.syntax;

import io.github.versionedschema.migration.place.FileProblems;
import org.jspecify.annotations.Nullable;

/** A syntax that migration files may have. */
public interface MigrationFormat {

	/**
	 * Reads a file.
	 * @param text what is in the file
	 * @param problems where errors of syntax and duplicate keys are reported
	 * @return the content, or null if there is none, or none that can be read
	 */
	@Nullable Content read(String text, FileProblems problems);

}

package io.github.versionedschema.migration.syntax;

import io.github.versionedschema.migration.place.FileProblems;
import org.jspecify.annotations.Nullable;

/**
 * TOML 1.1. Not read with Jackson, whose parser builds its tree first and then has tokens
 * without positions.
 */
final class TomlFormat implements MigrationFormat {

	@Override
	public @Nullable Content read(String text, FileProblems problems) {
		try {
			return new TomlContentReader(text, problems).read();
		}
		catch (TomlCursor.Unexpected ex) {
			problems.add(ex.position(), "not valid TOML: " + ex.getMessage(), null);
			return null;
		}
	}

}

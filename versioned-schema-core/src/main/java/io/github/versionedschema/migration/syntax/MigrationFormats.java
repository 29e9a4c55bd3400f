package io.github.versionedschema.migration.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * The supported syntaxes of migration files, by file extension. They and their parsers
 * are created when a file is read, as a start without pending migrations needs only
 * names.
 */
public final class MigrationFormats {

	private final Map<String, Supplier<MigrationFormat>> byExtension = Map.of("json", () -> new JsonFormat(), "toml",
			() -> new TomlFormat(), "yaml", () -> new YamlFormat(), "yml", () -> new YamlFormat());

	/** Returns the syntax of a file, or null if it is not a migration. */
	public @Nullable Supplier<MigrationFormat> of(String fileName) {
		String extension = StringUtils.getFilenameExtension(fileName);
		return (extension != null) ? this.byExtension.get(extension.toLowerCase(Locale.ROOT)) : null;
	}

}

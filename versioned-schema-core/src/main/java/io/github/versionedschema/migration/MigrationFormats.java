package io.github.versionedschema.migration;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/** The syntaxes that migration files may have, told apart by the extensions of files. */
final class MigrationFormats {

	private final List<MigrationFormat> formats = List.of(new JsonFormat(), new YamlFormat());

	/** Returns the syntax of a file, or null if it is no migration. */
	@Nullable MigrationFormat of(String fileName) {
		String extension = StringUtils.getFilenameExtension(fileName);
		return (extension == null) ? null
				: this.formats.stream()
					.filter((format) -> format.extensions().contains(extension.toLowerCase(Locale.ROOT)))
					.findFirst()
					.orElse(null);
	}

}

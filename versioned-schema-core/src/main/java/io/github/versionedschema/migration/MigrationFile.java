package io.github.versionedschema.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * A file that is a migration by its extension.
 *
 * @param fileName as shown to people
 * @param resource what is in it
 * @param format makes what reads its syntax
 */
record MigrationFile(String fileName, Resource resource, Supplier<MigrationFormat> format) {

	private static Stream<MigrationFile> of(Resource resource, MigrationFormats formats) {
		String fileName = (resource.getFilename() != null) ? resource.getFilename() : resource.getDescription();
		Supplier<MigrationFormat> format = formats.of(fileName);
		return (format != null) ? Stream.of(new MigrationFile(fileName, resource, format)) : Stream.empty();
	}

	/** Picks the migrations out of files of any kind. */
	static List<MigrationFile> among(Collection<? extends Resource> files, MigrationFormats formats) {
		return files.stream().flatMap((file) -> of(file, formats)).toList();
	}

	String name() {
		return StringUtils.stripFilenameExtension(this.fileName);
	}

	String description() {
		return this.resource.getDescription();
	}

	byte[] bytes() {
		try {
			return this.resource.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migration %s cannot be read".formatted(description()), ex);
		}
	}

}

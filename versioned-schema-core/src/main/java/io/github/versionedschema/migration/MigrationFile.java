package io.github.versionedschema.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.versionedschema.migration.syntax.MigrationFormat;
import io.github.versionedschema.migration.syntax.MigrationFormats;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * A file whose extension identifies it as a migration.
 *
 * @param fileName the file name, as shown in messages
 * @param resource the file's resource
 * @param format supplies the reader of its syntax
 */
record MigrationFile(String fileName, Resource resource, Supplier<MigrationFormat> format) {

	/**
	 * A limit that no migration reaches, and small enough to read while an application
	 * starts.
	 */
	static final int MOST_BYTES = 2 * 1024 * 1024;

	private static Stream<MigrationFile> of(Resource resource, MigrationFormats formats) {
		String fileName = (resource.getFilename() != null) ? resource.getFilename() : resource.getDescription();
		Supplier<MigrationFormat> format = formats.of(fileName);
		return (format != null) ? Stream.of(new MigrationFile(fileName, resource, format)) : Stream.empty();
	}

	/** Selects the migrations from files of any kind. */
	static List<MigrationFile> among(Collection<? extends Resource> files, MigrationFormats formats) {
		return files.stream().flatMap((file) -> of(file, formats)).toList();
	}

	String name() {
		return StringUtils.stripFilenameExtension(this.fileName);
	}

	String description() {
		return this.resource.getDescription();
	}

	/**
	 * Returns its content, or null if it exceeds the limit, beyond which it is not read.
	 */
	byte @Nullable [] bytes() {
		try (InputStream in = this.resource.getInputStream()) {
			byte[] bytes = in.readNBytes(MOST_BYTES + 1);
			return (bytes.length <= MOST_BYTES) ? bytes : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migration %s cannot be read".formatted(description()), ex);
		}
	}

}

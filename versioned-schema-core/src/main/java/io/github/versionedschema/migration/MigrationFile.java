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
 * A file that is a migration by its extension.
 *
 * @param fileName as shown to people
 * @param resource what is in it
 * @param format makes what reads its syntax
 */
record MigrationFile(String fileName, Resource resource, Supplier<MigrationFormat> format) {

	/** Far more than people write, and few enough to read while an application starts. */
	static final int MOST_BYTES = 2 * 1024 * 1024;

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

	/**
	 * Returns what is in it, or null where that is more than a migration may have: no
	 * more than that is read.
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

package io.github.versionedschema.autoconfigure.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.github.versionedschema.BaselineFile;
import io.github.versionedschema.VersionedSchema;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Writes the first migration from a database, into a file or as the result.
 *
 * @param file the file, which must not exist, or null for the result only
 */
record BaselineWriting(@Nullable String file) {

	CommandResult write(OperatorCommand command, VersionedSchema schema) {
		if (!StringUtils.hasText(this.file)) {
			return CommandResult.done(command, "").withBaseline(schema.baselineFile());
		}
		Path path = Path.of(this.file.strip());
		BaselineFile baseline = schema.baselineFile();
		try {
			Files.writeString(path, baseline.text(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
		}
		catch (FileAlreadyExistsException ex) {
			throw new InvalidCallException("The file %s exists already".formatted(path),
					"Name another file with --versioned-schema.baseline.file, or delete it.");
		}
		catch (NoSuchFileException ex) {
			throw new InvalidCallException("The folder of %s does not exist".formatted(path),
					"Create it, or name another file with --versioned-schema.baseline.file.");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The file %s cannot be written".formatted(path), ex);
		}
		return CommandResult
			.done(command,
					"Wrote %d objects of schema \"%s\" to %s. The database was not changed."
						.formatted(baseline.objects(), schema.baseSchema(), path))
			.withBaseline(baseline);
	}

}
